package org.stn4j.train.paper;

import java.util.random.RandomGenerator;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Placement;
import org.stn4j.data.SeededRandom;

/**
 * A window of the picture's own size into a scene: where the picture is, or a little beside that, if it is of a class; of the
 * last class, which means nothing, anywhere.
 *
 * @param placement how scenes are drawn
 * @param reach how many pixels beside its picture a window may be in each direction
 */
record SceneWindows(Placement placement, int reach) implements Distortion {
    private static final ThreadLocal<float[]> SCENES = ThreadLocal.withInitial(() -> new float[0]);

    @Override
    public String name() {
        return "windows of " + placement.name();
    }

    @Override
    public ImageShape output(ImageShape input) {
        return input;
    }

    @Override
    public void apply(Dataset source, int index, RandomGenerator random, float[] into, int offset) {
        ImageShape window = source.shape();
        ImageShape whole = placement.output(window);
        float[] scene = SCENES.get();
        if (scene.length < whole.values()) {
            scene = new float[whole.values()];
            SCENES.set(scene);
        }
        long seed = random.nextLong();
        placement.apply(source, index, new SeededRandom(seed), scene, 0);
        int top = random.nextInt(whole.height() - window.height() + 1);
        int left = random.nextInt(whole.width() - window.width() + 1);
        if (source.label(index) < source.labels().size() - 1) {
            Placement.Place place = placement.place(window, new SeededRandom(seed));
            top = beside(place.top(), whole.height() - window.height(), random);
            left = beside(place.left(), whole.width() - window.width(), random);
        }
        for (int channel = 0; channel < window.channels(); channel++) {
            for (int row = 0; row < window.height(); row++) {
                System.arraycopy(
                        scene,
                        (channel * whole.height() + top + row) * whole.width() + left,
                        into,
                        offset + (channel * window.height() + row) * window.width(),
                        window.width());
            }
        }
    }

    private int beside(int place, int last, RandomGenerator random) {
        return Math.max(0, Math.min(last, place - reach + random.nextInt(2 * reach + 1)));
    }
}
