package org.stn4j.warp;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One combination of everything that a warp is made of, with random content. */
record WarpCase(
        String transform,
        Interpolation interpolation,
        Padding padding,
        boolean alignCorners,
        ImageSize in,
        ImageSize out) {

    static final List<String> TRANSFORMS = List.of(
            "translation", "attention", "attention:0.4", "similarity", "affine", "projective", "tps", "tps:3", "flow");

    static final List<Padding> PADDINGS =
            List.of(Padding.ZEROS, Padding.constant(0.7f), Padding.BORDER, Padding.REFLECTION);

    /** Every transform, interpolation, padding and corner convention, for one pair of sizes. */
    static List<WarpCase> all(ImageSize in, ImageSize out) {
        List<WarpCase> cases = new ArrayList<>();
        for (String transform : TRANSFORMS) {
            for (Interpolation interpolation : Interpolation.values()) {
                for (Padding padding : PADDINGS) {
                    for (boolean alignCorners : new boolean[] {false, true}) {
                        cases.add(new WarpCase(transform, interpolation, padding, alignCorners, in, out));
                    }
                }
            }
        }
        return cases;
    }

    Geometry geometry() {
        return new Geometry(in, out, alignCorners);
    }

    Transform family() {
        return Transforms.named(transform);
    }

    Warp warp() {
        return new Warp(family(), geometry(), interpolation, padding);
    }

    ReferenceWarp reference() {
        return new ReferenceWarp(family().name(), geometry(), interpolation, padding);
    }

    /** θ at some distance from the identity, so that part of the samples lies outside. */
    float[] theta(RandomGenerator random, double distance) {
        float[] theta = family().identity(out);
        for (int i = 0; i < theta.length; i++) {
            double scale = transform.equals("projective") && i >= 6 ? 0.3 : 1;
            theta[i] += (float) (distance * scale * (2 * random.nextDouble() - 1));
        }
        return theta;
    }

    static float[] noise(RandomGenerator random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }

    static RandomGenerator random(long seed) {
        return new SplittableRandom(seed);
    }

    static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
