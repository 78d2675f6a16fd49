package org.stn4j.data.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was found in a folder or table of pictures.
 *
 * @param source as it is written on the command line, without settings
 * @param classes the classes with the number of pictures that each has in all parts
 * @param sizes smallest, middle and largest height and width of the pictures as they are in their files
 * @param problems what was left out, and why
 * @param others number of files that are no pictures by their names
 * @param notes what else the user should know, a line each
 */
public record PictureReport(
        String source,
        Map<String, Integer> classes,
        Sizes sizes,
        List<Problem> problems,
        int others,
        List<String> notes) {
    /** Problems that are named where they are not asked for. */
    public static final int NAMED_PROBLEMS = 5;

    public PictureReport {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** Sizes, written {@code HEIGHTxWIDTH}; the middle one has the middle number of pixels. */
    public record Sizes(String smallest, String middle, String largest) {}

    /**
     * What is to be said about them without being asked.
     *
     * @param named how many problems are named; the others are counted
     */
    public List<String> lines(int named) {
        List<String> lines = new ArrayList<>(notes);
        if (problems.isEmpty()) {
            return lines;
        }
        int pictures = classes.values().stream().mapToInt(count -> count).sum();
        lines.add(String.format(
                Locale.ROOT, "left out %,d of %,d pictures:", problems.size(), problems.size() + pictures));
        problems.stream().limit(named).forEach(problem -> lines.add("  " + problem));
        if (problems.size() > named) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  and %,d more; \"./stn4j data list %s --problems\" names them all",
                    problems.size() - named,
                    source));
        }
        return lines;
    }
}
