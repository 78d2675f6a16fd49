package org.stn4j.nn;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names that nobody knows, and the nearest one that somebody does. */
public final class Names {
    private Names() {}

    /** {@code field 'filtres'; did you mean 'filters'? known are filters, kernel}. */
    static String unknown(String kind, String name, List<String> known) {
        String hint = nearest(name, known)
                .map(candidate -> "did you mean '" + candidate + "'? ")
                .orElse("");
        return kind + " '" + shortened(name) + "'; " + hint + "known are " + String.join(", ", known);
    }

    /** The one that was most likely meant: it differs in two letters or half of its own, and not in all of them. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> {
                    int distance = distance(name, candidate);
                    return distance <= Math.max(2, candidate.length() / 2) && distance < candidate.length();
                });
    }

    private static String shortened(String name) {
        String line = name.replaceAll("\\s+", " ");
        return line.length() <= 40 ? line : line.substring(0, 40) + "…";
    }

    /** Letters to insert, drop, replace or swap with their neighbour; upper and lower case are one. */
    private static int distance(String left, String right) {
        // A name much longer than all known ones is far from them, and not worth a large table.
        String a = left.substring(0, Math.min(left.length(), 64)).toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : cheapest(steps, a, b, i, j);
            }
        }
        return steps[a.length()][b.length()];
    }

    private static int cheapest(int[][] steps, String a, String b, int i, int j) {
        int replaced = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }
}
