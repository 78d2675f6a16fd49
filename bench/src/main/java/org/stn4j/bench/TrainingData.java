package org.stn4j.bench;

import java.util.SplittableRandom;
import org.stn4j.nn.Shape;

/**
 * Images to learn from; what is on them does not change how long a step takes.
 *
 * @param images {@code [N, C, H, W]}
 * @param labels {@code [N]}
 */
record TrainingData(float[] images, int[] labels) {

    static TrainingData noise(Shape shape, int size, int classes) {
        SplittableRandom random = new SplittableRandom(1);
        float[] images = new float[Math.multiplyExact(size, shape.values())];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble();
        }
        return new TrainingData(images, random.ints(size, 0, classes).toArray());
    }
}
