package org.stn4j.cli;

import java.util.List;

/**
 * The commands, each made when it is needed: to look at the options of all of them takes a third of a second, which a call
 * of one should not wait for.
 */
final class Commands {
    /** In the order of the help. */
    static final List<String> NAMES = List.of(
            "train",
            "evaluate",
            "predict",
            "rectify",
            "export",
            "gallery",
            "curves",
            "reproduce",
            "data",
            "bench",
            "info",
            "completion",
            "man");

    /** Those that are about all commands. */
    private static final List<String> ABOUT_ALL = List.of("completion", "man");

    private Commands() {}

    static Object named(String name) {
        return switch (name) {
            case "train" -> new TrainCommand();
            case "evaluate" -> new EvaluateCommand();
            case "predict" -> new PredictCommand();
            case "rectify" -> new RectifyCommand();
            case "export" -> new ExportCommand();
            case "gallery" -> new GalleryCommand();
            case "curves" -> new CurvesCommand();
            case "reproduce" -> new ReproduceCommand();
            case "data" -> new DataCommand();
            case "bench" -> new BenchCommand();
            case "info" -> new InfoCommand();
            case "completion" -> new CompletionCommand();
            case "man" -> new ManCommand();
            default -> throw new IllegalArgumentException("there is no command '" + name + "'");
        };
    }

    /** The commands that a call may need: the one that it begins with, or all where it begins with something else. */
    static List<String> neededBy(String... arguments) {
        boolean isPlain = arguments.length > 0 && NAMES.contains(arguments[0]) && !ABOUT_ALL.contains(arguments[0]);
        return isPlain ? List.of(arguments[0]) : NAMES;
    }
}
