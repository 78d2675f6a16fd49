package org.stn4j.train.paper;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.stn4j.data.Dataset;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Placement;
import org.stn4j.data.SeededRandom;

/**
 * Pictures of one class, each put at a place of a canvas once and for all; where is known, but to nobody who learns.
 *
 * @param digits where the pictures come from, and the clutter among them
 * @param members numbers of the pictures that are put into a scene
 * @param placement how they are
 * @param seed of the places and the clutter
 */
record DigitScenes(Dataset digits, List<Integer> members, Placement placement, long seed) implements Dataset {
    private static final long STREAM = 0x7363656E6573L;

    DigitScenes {
        members = List.copyOf(members);
    }

    /** The first pictures of a class, at most so many. */
    static DigitScenes of(Dataset digits, int label, int most, Placement placement, long seed) {
        List<Integer> members = IntStream.range(0, digits.size())
                .filter(index -> digits.label(index) == label)
                .limit(most)
                .boxed()
                .toList();
        if (members.size() < 2) {
            throw new IllegalArgumentException(digits.name() + " has too few pictures of class "
                    + digits.labels().get(label) + ": what two have in common can be found in two or more");
        }
        return new DigitScenes(digits, members, placement, seed);
    }

    /** Where the picture is. */
    Box place(int index) {
        ImageShape picture = digits.shape();
        Placement.Place place = placement.place(picture, random(index));
        return new Box(place.left(), place.top(), place.left() + picture.width(), place.top() + picture.height());
    }

    private SeededRandom random(int index) {
        return new SeededRandom(seed, STREAM, Objects.checkIndex(index, size()));
    }

    /** All scenes, one after the other. */
    float[] all() {
        int values = shape().values();
        float[] images = new float[size() * values];
        for (int i = 0; i < size(); i++) {
            read(i, images, i * values);
        }
        return images;
    }

    @Override
    public String name() {
        return "scenes of " + digits.name();
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public ImageShape shape() {
        return placement.output(digits.shape());
    }

    @Override
    public List<String> labels() {
        return digits.labels();
    }

    @Override
    public int label(int index) {
        return digits.label(members.get(index));
    }

    @Override
    public void read(int index, float[] into, int offset) {
        placement.apply(digits, members.get(index), random(index), into, offset);
    }

    @Override
    public String origin(int index) {
        return digits.origin(members.get(index));
    }
}
