package org.stn4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much training pictures are changed by chance, each time in another way; pictures to validate and to test with
 * never are.
 *
 * <p>Each number is the largest change; smaller ones are equally likely, either way.
 *
 * @param shift move to a side, as a share of it, from 0 to 1
 * @param scale change of size, as a share: 0.1 makes it 1/1.1 to 1.1 as large; from 0 to 1
 * @param stretch change of height against width, as a share, from 0 to 1
 * @param turnDegrees turn, from 0 to 180
 * @param mirror whether half of the pictures are seen in a mirror, left to right
 * @param brightness what is added to all values, from 0 to 1
 * @param contrast change of the distances from the mean, as a share, from 0 to 1
 * @param colour change of each channel against the others, as a share, from 0 to 1
 */
public record Augmentation(
        double shift,
        double scale,
        double stretch,
        double turnDegrees,
        boolean mirror,
        double brightness,
        double contrast,
        double colour) {

    /** Pictures as they are. */
    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, false, 0, 0, 0);

    /** What hardly any photograph minds: a hand that was held a little otherwise, in another light. */
    public static final Augmentation MILD = new Augmentation(0.08, 0.12, 0.05, 8, false, 0.1, 0.25, 0.1);

    /** For objects that may be anywhere and turned, and for few pictures. */
    public static final Augmentation STRONG = new Augmentation(0.15, 0.25, 0.1, 25, false, 0.2, 0.4, 0.2);

    public Augmentation {
        share("shift", shift);
        share("scale", scale);
        share("stretch", stretch);
        share("brightness", brightness);
        share("contrast", contrast);
        share("colour", colour);
        if (!(turnDegrees >= 0 && turnDegrees <= 180)) {
            throw new IllegalArgumentException(
                    "the turn of an augmentation is from 0 to 180 degrees, not " + turnDegrees);
        }
    }

    private static void share(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the " + what + " of an augmentation is from 0 to 1, not " + share);
        }
    }

    /** Whether pictures stay as they are. */
    public boolean changesNothing() {
        return equals(NONE);
    }

    /** Whether pixels move. */
    boolean moves() {
        return shift > 0 || scale > 0 || stretch > 0 || turnDegrees > 0 || mirror;
    }

    /** Whether values change. */
    boolean colours() {
        return brightness > 0 || contrast > 0 || colour > 0;
    }

    /**
     * An augmentation as it is written: {@code none}, {@code mild} or {@code strong}, or single strengths such as
     * {@code shift=0.1,turn=15,mirror}; both together change the named one: {@code mild,mirror}.
     *
     * @throws IllegalArgumentException if it is none; one line
     */
    public static Augmentation parse(String text) {
        Augmentation augmentation = NONE;
        for (String part : text.strip().toLowerCase(Locale.ROOT).split(",", -1)) {
            augmentation = augmentation.with(part.strip());
        }
        return augmentation;
    }

    private Augmentation with(String part) {
        int equals = part.indexOf('=');
        String key = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        return switch (key + (equals < 0 ? "" : "=")) {
            case "none" -> NONE;
            case "mild" -> MILD;
            case "strong" -> STRONG;
            case "mirror" -> with(shift, scale, stretch, turnDegrees, true, brightness, contrast, colour);
            case "shift=" ->
                with(number(part, value), scale, stretch, turnDegrees, mirror, brightness, contrast, colour);
            case "scale=" ->
                with(shift, number(part, value), stretch, turnDegrees, mirror, brightness, contrast, colour);
            case "stretch=" ->
                with(shift, scale, number(part, value), turnDegrees, mirror, brightness, contrast, colour);
            case "turn=" -> with(shift, scale, stretch, number(part, value), mirror, brightness, contrast, colour);
            case "brightness=" ->
                with(shift, scale, stretch, turnDegrees, mirror, number(part, value), contrast, colour);
            case "contrast=" ->
                with(shift, scale, stretch, turnDegrees, mirror, brightness, number(part, value), colour);
            case "colour=", "color=" ->
                with(shift, scale, stretch, turnDegrees, mirror, brightness, contrast, number(part, value));
            default ->
                throw new IllegalArgumentException("unknown augmentation '" + part + "'; write none, mild, strong, or"
                        + " some of shift=0.1, scale=0.1, stretch=0.1, turn=10 (degrees), mirror, brightness=0.1,"
                        + " contrast=0.2 and colour=0.1, with commas between them");
        };
    }

    private static Augmentation with(
            double shift,
            double scale,
            double stretch,
            double turn,
            boolean mirror,
            double brightness,
            double contrast,
            double colour) {
        return new Augmentation(shift, scale, stretch, turn, mirror, brightness, contrast, colour);
    }

    private static double number(String part, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + part + "' is no strength of an augmentation: it takes a number", e);
        }
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        if (changesNothing()) {
            return "none";
        }
        List<String> parts = new ArrayList<>();
        parts.add(part("shift", shift));
        parts.add(part("scale", scale));
        parts.add(part("stretch", stretch));
        parts.add(part("turn", turnDegrees));
        parts.add(mirror ? "mirror" : "");
        parts.add(part("brightness", brightness));
        parts.add(part("contrast", contrast));
        parts.add(part("colour", colour));
        return Stream.of(parts.toArray(String[]::new))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(","));
    }

    private static String part(String name, double strength) {
        return strength == 0 ? "" : name + "=" + strength;
    }
}
