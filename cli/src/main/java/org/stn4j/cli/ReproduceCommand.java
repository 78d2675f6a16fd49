package org.stn4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stn4j.nn.file.AtomicFile;
import org.stn4j.nn.torch.Torch;
import org.stn4j.nn.torch.learn.DivergenceException;
import org.stn4j.train.paper.CellResult;
import org.stn4j.train.paper.CellResults;
import org.stn4j.train.paper.Figures;
import org.stn4j.train.paper.PaperData;
import org.stn4j.train.paper.Reproduction;
import org.stn4j.train.paper.ReproductionPage;
import org.stn4j.train.paper.Standing;
import org.stn4j.train.paper.StandingText;
import org.stn4j.train.paper.Table;
import org.stn4j.train.paper.Tables;
import org.stn4j.train.report.GallerySheet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes the paper's experiments again. */
@Command(
        name = "reproduce",
        description = {
            "Makes the experiments of the spatial transformer paper again, cell by cell of its tables.",
            "What is finished is kept in docs/results and not made again, unless its recipe has changed since; what was"
                    + " broken off goes on. In the end the tables are printed, the paper's figures beside ours, and"
                    + " docs/reproduction.md is written.",
            "All of it is some nights of work; --table and --cell choose a part."
        })
final class ReproduceCommand implements Callable<Integer> {
    /** Ten digits in a row, one of each. */
    private static final GallerySheet SHEET = new GallerySheet(10, 72);

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Stn4jCommand parent;

    @Mixin
    private CellChoice choice;

    @Mixin
    private MakingOptions making;

    @Option(
            names = "--docs",
            paramLabel = "DIR",
            defaultValue = "docs",
            description = "Folder of reproduction.md and results/; docs by default.")
    private Path docs;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs/reproduce",
            description = "Folder of the run directories; runs/reproduce by default.")
    private Path runs;

    @Option(names = "--show", description = "Make nothing; print what there is, and write the page.")
    private boolean show;

    @Option(names = "--json", description = "Print the tables as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<Reproduction.Job> chosen = choice.jobs();
        CellResults results = new CellResults(docs.resolve("results"));
        boolean stopped = !show && !make(chosen, results);
        if (!show || Files.isDirectory(docs)) {
            writePage(results);
        }
        List<Standing> standings = new ArrayList<>();
        for (Table table : choice.tables()) {
            standings.add(Standing.of(table, results));
        }
        print(standings);
        return stopped ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    /** Makes what is left of some cells; whether it was not asked to stop. */
    private boolean make(List<Reproduction.Job> chosen, CellResults results) throws IOException {
        Torch.requireDevice(making.limits().device());
        PaperData data = making.data();
        Reproduction reproduction = new Reproduction(data, making.limits(), runs, results);
        PrintWriter err = spec.commandLine().getErr();
        List<Reproduction.Job> left = choice.left(reproduction, withData(chosen, data, err));
        if (left.isEmpty()) {
            err.println("nothing is left to be made; --again makes finished cells anew");
            return true;
        }
        // What can be wrong is found out before a night's work, not after it.
        for (Reproduction.Job job : left) {
            data.open(job.cell().experiment().source());
        }
        Folders.create(results.folder());
        parent.interrupt().await(TrainingProgress.STOPPING);
        List<String> failures = new ArrayList<>();
        for (Reproduction.Job job : left) {
            err.println(words(job) + ", into " + reproduction.folder(job));
            try {
                if (!make(job, reproduction, results)) {
                    return false;
                }
            } catch (DivergenceException e) {
                // The other cells have nothing to do with it.
                failures.add(words(job));
                err.println(words(job) + ": " + e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new IOException("not all cells could be made, see above: " + String.join("; ", failures));
        }
        return true;
    }

    private boolean make(Reproduction.Job job, Reproduction reproduction, CellResults results) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Optional<Reproduction.Made> made = reproduction.make(job, TrainingProgress.on(err), parent.interrupt());
        if (made.isEmpty()) {
            return false;
        }
        err.println(words(job) + ": " + words(made.get().result()));
        keepPicture(job, made.get(), results);
        // Not only in the end: a night's work may be broken off.
        writePage(results);
        return true;
    }

    private static String words(Reproduction.Job job) {
        return "cell " + job.cell().name() + ", seed " + job.seed();
    }

    /** Without the cells whose data nobody named, unless they are asked for by name: then it is an error to come. */
    private List<Reproduction.Job> withData(List<Reproduction.Job> chosen, PaperData data, PrintWriter err) {
        if (choice.isByName()) {
            return chosen;
        }
        List<Reproduction.Job> there = chosen.stream()
                .filter(job -> data.has(job.cell().experiment().source()))
                .toList();
        if (there.size() < chosen.size()) {
            err.println((chosen.size() - there.size())
                    + " cells are left out: they need data that --cluttered and --svhn name");
        }
        return there;
    }

    private static String words(CellResult result) {
        Figures figures = result.figures();
        return String.format(
                Locale.ROOT,
                "%.2f %% (%,d of %,d)%s",
                figures.percent(),
                figures.count(),
                figures.examples(),
                figures.cut() ? ", cut after " + figures.epochs() + " of " + figures.plannedEpochs() + " epochs" : "");
    }

    private static void keepPicture(Reproduction.Job job, Reproduction.Made made, CellResults results)
            throws IOException {
        Path picture = results.picture(job.table(), job.cell());
        boolean first = results.of(job.table(), job.cell()).get(0).seed() == job.seed();
        if (!made.views().isEmpty() && (first || !Files.exists(picture))) {
            PngFile.write(picture, SHEET.draw(made.views()));
        }
    }

    private void writePage(CellResults results) throws IOException {
        Folders.create(docs);
        Path page = docs.resolve("reproduction.md");
        List<Standing> standings = new ArrayList<>();
        for (Table table : Tables.all()) {
            standings.add(Standing.of(table, results));
        }
        String text = new ReproductionPage(results, page).text(standings);
        AtomicFile.write(page, text.getBytes(StandardCharsets.UTF_8));
    }

    private void print(List<Standing> standings) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(StandingJson.text(standings));
            return;
        }
        String separator = "";
        for (Standing standing : standings) {
            out.print(separator + StandingText.of(standing));
            separator = System.lineSeparator();
        }
    }
}
