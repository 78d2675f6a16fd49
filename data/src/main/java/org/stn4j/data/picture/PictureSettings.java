package org.stn4j.data.picture;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.stn4j.data.ImageShape;
import org.stn4j.warp.ImageSize;

/**
 * What is made of a folder or table of pictures.
 *
 * @param channels 1 for grey, 3 for colours; as the pictures are, if empty
 * @param size height and width that they are fitted to; as suits the pictures, if empty
 * @param groupBy an expression whose first group, found in a picture's name, names pictures that must not be parted
 * @param split how they are dealt out; if empty, they are to measure a model with: each part is all of the pictures, or
 *     where they have parts of their own, those of the part, which may be none
 * @param labels the classes in order, those of a model; those that are found, if empty
 */
public record PictureSettings(
        OptionalInt channels,
        Optional<ImageSize> size,
        Optional<String> groupBy,
        Optional<SplitRule> split,
        List<String> labels) {

    /** Everything as suits the pictures. */
    public static final PictureSettings USUAL = new PictureSettings(
            OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.of(SplitRule.USUAL), List.of());

    private static final Pattern SIZE = Pattern.compile("(?:([13])x)?([0-9]{1,5})(?:x([0-9]{1,5}))?");
    private static final int LARGEST_SIDE = 4096;

    public PictureSettings {
        labels = List.copyOf(labels);
        if (channels.isPresent() && channels.getAsInt() != 1 && channels.getAsInt() != 3) {
            throw new IllegalArgumentException(
                    "pictures have 1 channel for grey or 3 for colours, not " + channels.getAsInt());
        }
        groupBy.ifPresent(PictureSettings::expression);
    }

    private static Pattern expression(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no regular expression to group by: " + e.getDescription(), e);
        }
    }

    Optional<Pattern> groups() {
        return groupBy.map(PictureSettings::expression);
    }

    /** The shape, where both channels and size are known. */
    public Optional<ImageShape> shape() {
        return size.isPresent() && channels.isPresent()
                ? Optional.of(new ImageShape(
                        channels.getAsInt(), size.get().height(), size.get().width()))
                : Optional.empty();
    }

    /** The same for pictures of one shape. */
    public PictureSettings withShape(ImageShape shape) {
        return new PictureSettings(OptionalInt.of(shape.channels()), Optional.of(shape.size()), groupBy, split, labels);
    }

    /** The same for a size as it is written: {@code 64}, {@code 48x64} (rows by columns), or {@code 1x64x64} for grey. */
    public PictureSettings withSize(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (matcher.matches()) {
            int height = Integer.parseInt(matcher.group(2));
            int width = matcher.group(3) == null ? height : Integer.parseInt(matcher.group(3));
            if (height >= 1 && width >= 1 && height <= LARGEST_SIDE && width <= LARGEST_SIDE) {
                OptionalInt given =
                        matcher.group(1) == null ? channels : OptionalInt.of(Integer.parseInt(matcher.group(1)));
                return new PictureSettings(given, Optional.of(new ImageSize(height, width)), groupBy, split, labels);
            }
        }
        throw new IllegalArgumentException(
                "a size of pictures is written 64, 48x64 (rows by columns) or 1x64x64 (grey)," + " with sides up to "
                        + LARGEST_SIDE + ", not '" + text + "'");
    }

    /** The same with groups that stay together. */
    public PictureSettings withGroupBy(String regex) {
        return new PictureSettings(channels, size, Optional.of(regex), split, labels);
    }

    /** The same with another split. */
    public PictureSettings withSplit(SplitRule rule) {
        return new PictureSettings(channels, size, groupBy, Optional.of(rule), labels);
    }

    /** For measuring a model: its shape and classes, and all pictures in each part, or those of their own parts. */
    public PictureSettings forModel(ImageShape shape, List<String> classes) {
        return new PictureSettings(
                OptionalInt.of(shape.channels()), Optional.of(shape.size()), groupBy, Optional.empty(), classes);
    }

    /** As {@link #parse} reads it; empty for {@link #USUAL}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        channels.ifPresent(number -> parts.add("channels=" + number));
        size.ifPresent(wanted -> parts.add("size=" + wanted));
        groupBy.ifPresent(regex -> parts.add("group-by=" + encoded(regex)));
        if (split.isEmpty()) {
            parts.add("split=none");
        } else if (!split.get().equals(SplitRule.USUAL)) {
            parts.add("split=" + split.get().shares());
            parts.add("split-seed=" + split.get().seed());
        }
        if (!labels.isEmpty()) {
            parts.add("labels=" + labels.stream().map(PictureSettings::encoded).collect(Collectors.joining(",")));
        }
        return String.join("&", parts);
    }

    /** @throws IllegalArgumentException if these are no settings; one line */
    static PictureSettings parse(String text) {
        PictureSettings settings = USUAL;
        String shares = SplitRule.USUAL.shares();
        long seed = SplitRule.USUAL.seed();
        for (String part : text.split("&", -1)) {
            String key = part.substring(0, Math.max(0, part.indexOf('=')));
            String value = part.substring(part.indexOf('=') + 1);
            switch (key) {
                case "channels" -> settings = settings.withChannels(number(key, value));
                case "size" -> settings = settings.withSize(value);
                case "group-by" -> settings = settings.withGroupBy(URLDecoder.decode(value, StandardCharsets.UTF_8));
                case "split" -> shares = value;
                case "split-seed" -> seed = number(key, value);
                case "labels" -> settings = settings.withLabels(value);
                default ->
                    throw new IllegalArgumentException("unknown setting '" + part
                            + "' of pictures; known are channels, size, group-by, split, split-seed and labels");
            }
        }
        return shares.equals("none")
                ? new PictureSettings(
                        settings.channels, settings.size, settings.groupBy, Optional.empty(), settings.labels)
                : settings.withSplit(SplitRule.parse(shares, seed));
    }

    private PictureSettings withChannels(long number) {
        return new PictureSettings(OptionalInt.of(Math.toIntExact(number)), size, groupBy, split, labels);
    }

    private PictureSettings withLabels(String encoded) {
        List<String> decoded = Arrays.stream(encoded.split(",", -1))
                .map(label -> URLDecoder.decode(label, StandardCharsets.UTF_8))
                .toList();
        return new PictureSettings(channels, size, groupBy, split, decoded);
    }

    private static long number(String key, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is a whole number, not '" + text + "'", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
