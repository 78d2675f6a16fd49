package org.stn4j.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all measurements are told, and how they answer. */
final class BenchOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", description = "Processors; all by default.")
    private int threads;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Turns of each side, of which the median counts; 5 by default.")
    private int rounds;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Option(names = "--markdown", description = "Print the result as Markdown, for a document.")
    private boolean markdown;

    /**
     * Refuses what cannot be measured.
     *
     * @throws IllegalArgumentException one line
     */
    void check(double seconds) {
        if (threads < 0 || rounds < 1 || !(seconds > 0 && seconds < 3600)) {
            throw new IllegalArgumentException("--threads is 0 or more, --rounds 1 or more, and --seconds above 0");
        }
        if (json && markdown) {
            throw new IllegalArgumentException("the result is printed as --json or as --markdown, not as both");
        }
    }

    int threads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** The threads that were asked for, and otherwise so many. */
    int threadsOr(int usual) {
        return threads == 0 ? usual : threads;
    }

    int rounds() {
        return rounds;
    }

    /** Takes lines for people as they come; with a result for scripts, standard output is that alone. */
    Consumer<String> progress() {
        PrintWriter writer = json || markdown
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
        return line -> {
            writer.println(line);
            writer.flush();
        };
    }

    /** Prints a result in the form that was asked for. */
    void print(Object result, Supplier<String> asMarkdown, Supplier<String> forPeople) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(result));
        } else {
            out.println(markdown ? asMarkdown.get() : forPeople.get());
        }
    }
}
