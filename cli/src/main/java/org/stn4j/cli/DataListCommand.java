package org.stn4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.stn4j.data.DataSource;
import org.stn4j.data.Distortions;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Splits;
import org.stn4j.data.picture.PictureReport;
import org.stn4j.data.picture.PictureSet;
import org.stn4j.data.picture.PictureSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists data sources and distortions, or opens some sources and says what is in them. */
@Command(name = "list", description = "Lists data sources and distortions, or what is in some sources.")
final class DataListCommand implements Callable<Integer> {
    private static final Map<String, String> DISTORTIONS = Map.of(
            "none", "the picture as it is",
            "R", "turned by up to 90 degrees either way",
            "RTS", "turned by up to 45 degrees, scaled by 0.7 to 1.2, and put at a random place",
            "P", "scaled by 0.75 to 1, and seen as on a plane in space: each corner moves by normal noise of 5 pixels",
            "E",
                    "scaled by 0.75 to 1, and bent by a thin-plate spline: each of 4x4 points moves by normal noise of 1.5 pixels",
            "T", "put at a random place of a larger picture",
            "TC", "as T, among six pieces of 6x6 from other pictures");

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "SOURCE", description = "Sources to open: " + DataSource.FORMS + ".")
    private List<DataSource> sources = List.of();

    @Mixin
    private PictureDataOptions pictures;

    @Option(names = "--problems", description = "Name every file that is left out, not the first few.")
    private boolean problems;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** What is in a source. */
    private record Contents(
            String source,
            int training,
            int validation,
            int test,
            String shape,
            List<String> labels,
            PictureReport pictures) {}

    /** A distortion, and the size of what it makes of 28x28 pixels. */
    private record Change(String name, String output, String description) {}

    @Override
    public Integer call() throws IOException {
        List<Contents> contents = new ArrayList<>();
        DataProgress progress = new DataProgress(spec.commandLine().getErr());
        for (DataSource each : sources) {
            DataSource source = pictures.applied(each);
            PictureReport report = null;
            Splits splits;
            if (source instanceof PictureSource files) {
                PictureSet set = files.read(progress);
                splits = set.splits();
                report = set.report();
            } else {
                splits = source.open(progress);
            }
            contents.add(new Contents(
                    source.toString(),
                    splits.train().size(),
                    splits.validation().size(),
                    splits.test().size(),
                    splits.train().shape().toString(),
                    splits.train().labels(),
                    report));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (!sources.isEmpty()) {
            printContents(contents, out);
            return ExitCode.DONE;
        }
        List<Change> changes = Distortions.names().stream()
                .map(name -> new Change(
                        name,
                        Distortions.named(name)
                                .output(new ImageShape(1, 28, 28))
                                .toString(),
                        DISTORTIONS.getOrDefault(name, "")))
                .toList();
        if (json) {
            out.println(Json.text(known(changes)));
        } else {
            printKnown(changes, out);
        }
        return ExitCode.DONE;
    }

    private void printContents(List<Contents> contents, PrintWriter out) {
        if (json) {
            out.println(Json.text(contents));
            return;
        }
        for (Contents one : contents) {
            out.printf(
                    Locale.ROOT,
                    "%s: %,d to train, %,d to validate, %,d to test; %s; %d classes: %s%n",
                    one.source(),
                    one.training(),
                    one.validation(),
                    one.test(),
                    one.shape(),
                    one.labels().size(),
                    String.join(", ", one.labels()));
            if (one.pictures() != null) {
                printPictures(one.pictures(), out);
            }
        }
    }

    private void printPictures(PictureReport report, PrintWriter out) {
        out.printf(
                "in their files %s to %s, the middle one %s%n",
                report.sizes().smallest(),
                report.sizes().largest(),
                report.sizes().middle());
        out.println("pictures of each class: "
                + report.classes().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ")));
        if (report.others() > 0) {
            out.printf(Locale.ROOT, "%,d other files%n", report.others());
        }
        report.lines(problems ? Integer.MAX_VALUE : PictureReport.NAMED_PROBLEMS)
                .forEach(out::println);
    }

    private static Map<String, String> sourcesKnown() {
        Map<String, String> known = new LinkedHashMap<>();
        known.put("digits", "digits that this program draws: 60,000 to train, 5,000 to validate, 10,000 to test");
        known.put("digits:N", "the same, N to train");
        known.put(
                "birds",
                "birds of 16 kinds that this program draws: 40,000 to train, 4,000 to validate, 10,000 to test");
        known.put("birds:N", "the same, N to train");
        known.put("mnist:DIR", "MNIST's four files; \"stn4j data fetch\" gets them");
        known.put("idx:DIR", "other sets in MNIST's format, plain or gzip, with or without colours");
        known.put("images:DIR", "pictures in files, in a folder for each class");
        known.put("csv:FILE", "pictures in files, by a table of paths and labels");
        known.put("cub:DIR", "the folder of CUB-200-2011, with its own test");
        return known;
    }

    private static Map<String, Object> known(List<Change> changes) {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("sources", sourcesKnown());
        known.put("distortions", changes);
        return known;
    }

    private static void printKnown(List<Change> changes, PrintWriter out) {
        out.println("sources, for --data");
        sourcesKnown().forEach((name, text) -> out.printf("  %-10s %s%n", name, text));
        out.println();
        out.println("distortions, for --distort, and what they make of 1x28x28");
        changes.forEach(
                change -> out.printf("  %-10s %-8s %s%n", change.name(), change.output(), change.description()));
    }
}
