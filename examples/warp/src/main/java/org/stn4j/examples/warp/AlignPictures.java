package org.stn4j.examples.warp;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.Planes;
import org.stn4j.warp.Similarity;
import org.stn4j.warp.Warp;
import org.stn4j.warp.WarpBatch;
import org.stn4j.warp.WarpGradients;

/**
 * Turns, scales and shifts one picture until it lies on another, by following the gradient of θ downhill.
 *
 * <p>{@code AlignPictures MOVED FIXED OUT.png}: what was moved, what it should lie on, and where it is written. Works for
 * pictures that overlap to begin with, such as two takes of one scene.
 */
public final class AlignPictures {
    private static final int STEPS = 300;
    private static final double RATE = 0.02;

    private AlignPictures() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("give the picture that was moved, the one it belongs on, and a file");
        }
        Planes moved = read(arguments[0]);
        Planes fixed = read(arguments[1]);
        Warp warp = new Warp(new Similarity(), new Geometry(moved.size(), fixed.size(), false));
        float[] theta = align(warp, moved, fixed);
        System.out.println("theta " + Arrays.toString(theta));
        float[] aligned = warp.apply(moved.values(), moved.channels(), theta);
        Planes result = new Planes(moved.channels(), fixed.size(), aligned);
        ImageIO.write(result.toImage(), "png", Path.of(arguments[2]).toFile());
    }

    /** θ of the warp under which one picture looks like the other: the least mean squared difference. */
    static float[] align(Warp warp, Planes moved, Planes fixed) {
        float[] theta = warp.transform().identity(fixed.size());
        float[] gradient = new float[theta.length];
        float[] difference = new float[fixed.values().length];
        WarpBatch batch = new WarpBatch(1, moved.channels(), FloatBuffer.wrap(moved.values()), FloatBuffer.wrap(theta));
        // Adam: steps of a length that depends on the direction of the gradient, not on its size.
        double[] mean = new double[theta.length];
        double[] square = new double[theta.length];
        for (int step = 1; step <= STEPS; step++) {
            warp.forward(batch, FloatBuffer.wrap(difference));
            for (int i = 0; i < difference.length; i++) {
                difference[i] = 2 * (difference[i] - fixed.values()[i]) / difference.length;
            }
            warp.backward(batch, FloatBuffer.wrap(difference), WarpGradients.forTheta(FloatBuffer.wrap(gradient)));
            double rate = RATE * (1 - (double) step / STEPS);
            for (int i = 0; i < theta.length; i++) {
                mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
                square[i] = 0.99 * square[i] + 0.01 * gradient[i] * gradient[i];
                double bias = Math.sqrt(1 - Math.pow(0.99, step)) / (1 - Math.pow(0.9, step));
                theta[i] -= (float) (rate * bias * mean[i] / (Math.sqrt(square[i]) + 1e-12));
            }
        }
        return theta;
    }

    private static Planes read(String file) throws IOException {
        BufferedImage picture = ImageIO.read(Path.of(file).toFile());
        if (picture == null) {
            throw new IOException(file + " is no picture that Java can read");
        }
        return Planes.of(picture);
    }
}
