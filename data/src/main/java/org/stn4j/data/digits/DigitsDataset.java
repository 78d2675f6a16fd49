package org.stn4j.data.digits;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.stn4j.data.Dataset;
import org.stn4j.data.ImageShape;
import org.stn4j.data.SeededRandom;

/**
 * Digits that are drawn when they are asked for: handwriting-like, 1×28×28, as many as wanted, nothing to download.
 *
 * <p>Seed and index decide everything about a digit; two sets with different seeds have no digit in common. They are
 * fitted as MNIST's are: the longer side of the ink fills 20 pixels, its centre of mass lies in the picture's centre. All
 * ten classes are equally frequent, in turn.
 */
public final class DigitsDataset implements Dataset {
    private static final ImageShape SHAPE = new ImageShape(1, Raster.SIDE, Raster.SIDE);
    private static final List<String> LABELS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    /** Keeps the drawing apart from distortions that are drawn from the same seed. */
    private static final long STREAM = 0x64696769747321L;

    private static final ThreadLocal<Desk> DESKS = ThreadLocal.withInitial(Desk::new);

    private final long seed;
    private final int size;

    /** A set of {@code size} digits, at least 1. */
    public DigitsDataset(long seed, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a data set has at least one picture, not " + size);
        }
        this.seed = seed;
        this.size = size;
    }

    @Override
    public String name() {
        return "digits(seed " + seed + ")";
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public ImageShape shape() {
        return SHAPE;
    }

    @Override
    public List<String> labels() {
        return LABELS;
    }

    @Override
    public int label(int index) {
        return Objects.checkIndex(index, size) % 10;
    }

    @Override
    public void read(int index, float[] into, int offset) {
        int digit = label(index);
        Objects.checkFromIndexSize(offset, SHAPE.values(), into.length);
        Desk desk = DESKS.get();
        desk.random.key(seed, STREAM, index);
        float softness = 1 + 0.5f * (float) desk.random.nextDouble();
        Ink ink = desk.hand.write(digit, softness, desk.random);
        desk.raster.draw(ink, softness, into, offset);
    }

    /** What one thread needs for drawing. */
    private static final class Desk {
        final SeededRandom random = new SeededRandom(0);
        final Hand hand = new Hand();
        final Raster raster = new Raster();
    }
}
