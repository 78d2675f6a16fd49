package org.stn4j.data.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.stn4j.data.ImageShape;
import org.stn4j.warp.ImageSize;

/**
 * The shape that pictures are fitted to where none is asked for, from a look at some of them.
 *
 * <p>Grey if all of them are. The side is the next of some steps above that of the picture in the middle; larger
 * pictures give more to look at, but each doubling costs a network four times the work. Where most pictures are about as
 * much wider than high, or the other way round, the shape is so too.
 */
final class UsualShape {
    private static final int LOOKED_AT = 300;
    private static final int[] SIDES = {32, 48, 64, 96, 128};
    /** Sides are multiples of it, so that pooling by two leaves no rest. */
    private static final int STEP = 8;

    private static final double LARGEST_RATIO = 4;

    private UsualShape() {}

    static ImageShape of(List<Listing.Entry> entries, PictureSettings settings) {
        List<PictureDecoder.Head> heads = heads(entries);
        boolean grey = !heads.isEmpty() && heads.stream().allMatch(PictureDecoder.Head::grey);
        int channels = settings.channels().orElse(grey ? 1 : 3);
        ImageSize size = settings.size().orElseGet(() -> size(heads));
        return new ImageShape(channels, size.height(), size.width());
    }

    private static List<PictureDecoder.Head> heads(List<Listing.Entry> entries) {
        List<PictureDecoder.Head> heads = new ArrayList<>();
        int count = Math.min(LOOKED_AT, entries.size());
        for (int i = 0; i < count; i++) {
            Listing.Entry entry = entries.get((int) ((long) i * entries.size() / count));
            head(entry.file()).ifPresent(heads::add);
        }
        return heads;
    }

    private static Optional<PictureDecoder.Head> head(Path file) {
        try {
            return Optional.of(PictureFile.head(file));
        } catch (IOException e) {
            // It will be named among the problems when it is decoded.
            return Optional.empty();
        }
    }

    static ImageSize size(List<PictureDecoder.Head> heads) {
        if (heads.isEmpty()) {
            return new ImageSize(SIDES[0], SIDES[0]);
        }
        double ratio =
                middle(heads, head -> head.size().width() / (double) head.size().height());
        double bounded = Math.max(1 / LARGEST_RATIO, Math.min(LARGEST_RATIO, ratio));
        // Between 3:4 and 4:3, a square wastes little, and suits pictures of both kinds.
        double shape = bounded > 0.74 && bounded < 1.35 ? 1 : bounded;
        double middle = middle(heads, head -> Math.sqrt(head.size().pixels()));
        int side = SIDES[SIDES.length - 1];
        for (int i = SIDES.length - 1; i >= 0; i--) {
            // A little beyond a step is reduced to it.
            if (middle <= 1.15 * SIDES[i]) {
                side = SIDES[i];
            }
        }
        return new ImageSize(rounded(side / Math.sqrt(shape)), rounded(side * Math.sqrt(shape)));
    }

    private static int rounded(double side) {
        return (int) Math.max(2 * STEP, STEP * Math.round(side / STEP));
    }

    private static double middle(
            List<PictureDecoder.Head> heads, java.util.function.ToDoubleFunction<PictureDecoder.Head> of) {
        return heads.stream()
                .sorted(Comparator.comparingDouble(of))
                .skip(heads.size() / 2)
                .mapToDouble(of)
                .findFirst()
                .orElse(1);
    }
}
