package org.stn4j.data.birds;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.stn4j.data.Dataset;
import org.stn4j.data.ImageShape;
import org.stn4j.data.SeededRandom;

/**
 * Birds of sixteen kinds that the program draws itself, 3×64×64: a body somewhere in the picture, turned by up to 60°
 * either way, with one of four marks on its head and one of four on its tail. The pair of marks is the kind, and nothing
 * else tells it: sizes and colours are random, and four more marks of all eight sorts lie about on patches that look like
 * heads and tails without a body.
 *
 * <p>Seed and index decide everything about a picture; two sets with different seeds have none in common. All kinds are
 * equally frequent, in turn.
 *
 * @param seed what the pictures are drawn from
 * @param size number of pictures, at least 1
 */
public record BirdsDataset(long seed, int size) implements Dataset {
    /** Rows and columns of a picture. */
    public static final int SIDE = 64;

    /** Half the width of head, tail and the patches that look like them, in pixels. */
    public static final double PATCH = 5;

    private static final int SORTS = 4;
    private static final int OTHERS = 4;
    private static final double MOST_TURN = Math.toRadians(60);
    /** A patch without a body is so far from head and tail. */
    private static final double APART = 3 * PATCH;

    private static final ImageShape SHAPE = new ImageShape(3, SIDE, SIDE);
    private static final List<Mark> HEADS = List.of(Mark.RING, Mark.CROSS, Mark.BAND, Mark.HALF);
    private static final List<Mark> TAILS = List.of(Mark.WEDGE, Mark.STRIPES, Mark.FRAME, Mark.DOT);
    private static final List<String> LABELS = IntStream.range(0, SORTS * SORTS)
            .mapToObj(kind -> (HEADS.get(kind / SORTS) + "-" + TAILS.get(kind % SORTS)).toLowerCase(Locale.ROOT))
            .toList();

    private static final long STREAM = 0x6269726473L;

    public BirdsDataset {
        if (size < 1) {
            throw new IllegalArgumentException("a data set has at least one picture, not " + size);
        }
    }

    /** A place in a picture, in pixels from its upper left corner. */
    public record Place(double x, double y) {
        private double distance(Place other) {
            return Math.hypot(x - other.x, y - other.y);
        }
    }

    /**
     * Where a bird is.
     *
     * @param body middle of the body
     * @param turn of the body in radians, clockwise
     * @param reach distance of head and tail from the middle
     */
    public record Pose(Place body, double turn, double reach) {
        /** Middle of the head, on which one of the marks is. */
        public Place head() {
            return along(reach);
        }

        /** Middle of the tail, on which the other one is. */
        public Place tail() {
            return along(-reach);
        }

        private Place along(double distance) {
            return new Place(body.x + distance * StrictMath.cos(turn), body.y + distance * StrictMath.sin(turn));
        }
    }

    @Override
    public String name() {
        return "birds(seed " + seed + ")";
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
        return Objects.checkIndex(index, size) % LABELS.size();
    }

    /** Where the bird of a picture is. */
    public Pose pose(int index) {
        Objects.checkIndex(index, size);
        return pose(new SeededRandom(seed, STREAM, index));
    }

    private static Pose pose(SeededRandom random) {
        double turn = MOST_TURN * (2 * random.nextDouble() - 1);
        double reach = 12 + 4 * random.nextDouble();
        double room = SIDE / 2.0 - reach - PATCH - 1;
        Place body = new Place(
                SIDE / 2.0 + room * (2 * random.nextDouble() - 1), SIDE / 2.0 + room * (2 * random.nextDouble() - 1));
        return new Pose(body, turn, reach);
    }

    @Override
    public void read(int index, float[] into, int offset) {
        int kind = label(index);
        Objects.checkFromIndexSize(offset, SHAPE.values(), into.length);
        SeededRandom random = new SeededRandom(seed, STREAM, index);
        Pose pose = pose(random);
        Canvas canvas = new Canvas(SIDE, into, offset);
        canvas.fill(Colour.dark(random), Colour.dark(random));
        Colour feathers = Colour.bright(random);
        Colour ink = Colour.dark(random);
        for (int i = 0; i < OTHERS; i++) {
            Place place = elsewhere(pose, random);
            Mark mark = (random.nextInt(2) == 0 ? HEADS : TAILS).get(random.nextInt(SORTS));
            patch(canvas, place, 2 * Math.PI * random.nextDouble(), mark, feathers, ink);
        }
        double girth = 5 + 2 * random.nextDouble();
        canvas.paint(pose.body, pose.turn, pose.reach, girth, Mark.PLAIN, feathers);
        patch(canvas, pose.head(), pose.turn, HEADS.get(kind / SORTS), feathers, ink);
        patch(canvas, pose.tail(), pose.turn, TAILS.get(kind % SORTS), feathers, ink);
        canvas.addNoise(random, 0.03);
    }

    private static Place elsewhere(Pose pose, SeededRandom random) {
        while (true) {
            double room = SIDE - 2 * PATCH;
            Place place = new Place(PATCH + room * random.nextDouble(), PATCH + room * random.nextDouble());
            if (place.distance(pose.head()) > APART
                    && place.distance(pose.tail()) > APART
                    && place.distance(pose.body) > APART) {
                return place;
            }
        }
    }

    private static void patch(Canvas canvas, Place place, double turn, Mark mark, Colour feathers, Colour ink) {
        canvas.paint(place, turn, PATCH, PATCH, Mark.PLAIN, feathers);
        canvas.paint(place, turn, PATCH, PATCH, mark, ink);
    }
}
