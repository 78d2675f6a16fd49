package org.stn4j.train.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.stn4j.nn.torch.learn.DivergenceException;
import org.stn4j.train.Evaluator;
import org.stn4j.train.Provenance;
import org.stn4j.train.RunDirectory;
import org.stn4j.train.TrainingListener;
import org.stn4j.train.report.View;

/**
 * Makes cells, and keeps what comes of them.
 *
 * <p>A cell that is broken off, even by force, goes on from its run directory; one that is finished is not made again,
 * unless its recipe has changed since.
 */
public final class Reproduction {
    private final PaperData data;
    private final Attempt.Limits limits;
    private final Path runs;
    private final CellResults results;

    /**
     * A reproduction.
     *
     * @param runs folder of the run directories
     * @param results where results are kept
     */
    public Reproduction(PaperData data, Attempt.Limits limits, Path runs, CellResults results) {
        this.data = data;
        this.limits = limits;
        this.runs = runs;
        this.results = results;
    }

    /**
     * A cell to be made with a seed.
     *
     * @param table the cell's table
     */
    public record Job(Table table, Cell cell, long seed) {
        /** The command line that does this and nothing else. */
        String command() {
            return "./stn4j reproduce --table " + table.name() + " --cell " + cell.name() + " --seed " + seed
                    + " --seeds 1";
        }
    }

    /**
     * What came of a job.
     *
     * @param result what was kept
     * @param views where the network looks; empty if it does not look
     */
    public record Made(CellResult result, List<View> views) {
        public Made {
            views = List.copyOf(views);
        }
    }

    /**
     * The jobs that are left: first those without a result, then those whose result a limit cut, then those that were
     * trained by another recipe than the cell has now, each in the tables' order and by seed.
     *
     * @param cells which cells, with their tables; their seeds are of no meaning
     * @param firstSeed the first seed of each
     * @param seeds how many seeds, 0 for as many as a cell asks for
     * @param again whether cells with a result are to be made again
     */
    public List<Job> left(List<Job> cells, long firstSeed, int seeds, boolean again) throws IOException {
        List<Job> missing = new ArrayList<>();
        List<Job> cut = new ArrayList<>();
        List<Job> earlier = new ArrayList<>();
        for (Job job : cells) {
            int count = seeds == 0 ? job.cell().seeds() : seeds;
            for (long seed = firstSeed; seed < firstSeed + count; seed++) {
                Job one = new Job(job.table(), job.cell(), seed);
                Optional<CellResult> kept = results.of(job.table(), job.cell(), seed);
                if (again || kept.isEmpty()) {
                    missing.add(one);
                } else if (kept.get().figures().cut()) {
                    cut.add(one);
                } else if (Standing.Entry.isEarlier(job.cell(), kept.get())) {
                    earlier.add(one);
                }
            }
        }
        missing.addAll(cut);
        missing.addAll(earlier);
        return missing;
    }

    /**
     * Makes a cell, going on where it was broken off.
     *
     * @return empty if it was asked to stop
     * @throws IOException if data cannot be read or something cannot be written; one line
     * @throws DivergenceException if the training diverged; one line
     */
    public Optional<Made> make(Job job, TrainingListener listener, BooleanSupplier stop) throws IOException {
        forgetFinished(job);
        Attempt attempt =
                new Attempt(data, job.seed(), limits, folder(job), job.command() + limitsText(), listener, stop);
        Optional<Measurement> measured = job.cell().experiment().run(attempt);
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        CellResult result = new CellResult(
                job.table().name(),
                job.cell().name(),
                job.cell().experiment().recipe().name(),
                job.seed(),
                Evaluator.DRAW,
                measured.get().figures(),
                measured.get().others(),
                withoutFolders(measured.get().provenance()));
        results.keep(result);
        return Optional.of(new Made(result, measured.get().views()));
    }

    /**
     * A run that a kept result came of is not gone on with: what it would add to a cut one is no recipe's. One that was
     * begun since then is.
     */
    private void forgetFinished(Job job) throws IOException {
        RunDirectory directory = new RunDirectory(folder(job));
        Optional<CellResult> kept = results.of(job.table(), job.cell(), job.seed());
        if (kept.isPresent()
                && Files.exists(directory.provenance())
                && Provenance.read(directory.provenance())
                        .started()
                        .equals(kept.get().provenance().started())) {
            RunDirectory.create(directory.path());
        }
    }

    /** The run directory of a job. */
    public Path folder(Job job) {
        return runs.resolve(job.table().name()).resolve(job.cell().name() + ".seed-" + job.seed());
    }

    private String limitsText() {
        String text = limits.epochs() > 0 ? " --epochs " + limits.epochs() : "";
        return limits.minutes() > 0 ? text + " --budget " + limits.minutes() : text;
    }

    /** Where the data lay on the machine is nobody else's business. */
    private static Provenance withoutFolders(Provenance from) {
        Provenance.Data data = from.data();
        return new Provenance(
                from.stn4j(),
                from.command(),
                from.started(),
                from.finished(),
                from.outcome(),
                new Provenance.Data(
                        data.source().replaceAll(":.*", ""),
                        data.distortion(),
                        data.trainingImages(),
                        data.validationImages(),
                        data.testImages()),
                from.network(),
                from.parameters(),
                from.options(),
                from.libraries(),
                from.machine());
    }
}
