package org.stn4j.warp;

import java.util.function.Supplier;

/** Gradients by their definition, in double precision. */
public final class FiniteDifferences {
    private static final double STEP = 1e-6;

    private FiniteDifferences() {}

    /**
     * Central differences of the loss Σ output·outputGradient in each number of an array.
     *
     * @param output computes the output from the array as it is at the time
     */
    public static double[] slopes(double[] varied, float[] outputGradient, Supplier<double[]> output) {
        double[] slopes = new double[varied.length];
        for (int i = 0; i < varied.length; i++) {
            double kept = varied[i];
            varied[i] = kept + STEP;
            double up = loss(output.get(), outputGradient);
            varied[i] = kept - STEP;
            double down = loss(output.get(), outputGradient);
            varied[i] = kept;
            slopes[i] = (up - down) / (2 * STEP);
        }
        return slopes;
    }

    private static double loss(double[] output, float[] gradient) {
        double loss = 0;
        for (int i = 0; i < output.length; i++) {
            loss += output[i] * gradient[i];
        }
        return loss;
    }
}
