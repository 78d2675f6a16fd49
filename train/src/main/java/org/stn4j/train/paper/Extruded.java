package org.stn4j.train.paper;

import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Scratch;

/**
 * Pictures made into bodies, turned in space and put somewhere in a cube, as in appendix A.3 of Jaderberg et al. 2015.
 *
 * <p>A picture of one channel is extruded along z, turned about x and y by up to 60° and about z by up to 45°, all either
 * way, and moved from the middle by up to a tenth of the cube along each axis. The cube's slices are the output's
 * channels, the one with the smallest z first. Half the paper's side of 60, as the paper's cubes have eight times as many
 * voxels to go over.
 */
record Extruded() implements Distortion {
    /** Voxels along each side of the cube. */
    static final int SIDE = 30;

    /** Voxels for each of MNIST's pixels: the 20 that a digit fills become 16. */
    private static final double SCALE = 0.8;

    private static final double THICKNESS = 6;
    private static final double MOST_TILT = Math.toRadians(60);
    private static final double MOST_TURN = Math.toRadians(45);
    private static final double MOST_SHIFT = 0.1 * SIDE;
    private static final double PICTURE = 28;

    private static final Scratch SCRATCH = new Scratch();

    @Override
    public String name() {
        return "extruded";
    }

    @Override
    public ImageShape output(ImageShape input) {
        if (input.channels() != 1) {
            throw new IllegalArgumentException("pictures of one channel are made into bodies, not " + input);
        }
        return new ImageShape(SIDE, SIDE, SIDE);
    }

    @Override
    public void apply(Dataset source, int index, RandomGenerator random, float[] into, int offset) {
        ImageShape shape = source.shape();
        int values = output(shape).values();
        Objects.checkFromIndexSize(offset, values, into.length);
        float[] picture = SCRATCH.picture(source, index);
        double[] turn = turn(
                MOST_TILT * (2 * random.nextDouble() - 1),
                MOST_TILT * (2 * random.nextDouble() - 1),
                MOST_TURN * (2 * random.nextDouble() - 1));
        double[] shift = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            shift[axis] = MOST_SHIFT * (2 * random.nextDouble() - 1);
        }
        Arrays.fill(into, offset, offset + values, 0);
        draw(new Body(picture, shape), turn, shift, into, offset);
    }

    /** Row by row the matrix of a turn about x, then y, then z. */
    private static double[] turn(double x, double y, double z) {
        double cx = StrictMath.cos(x);
        double sx = StrictMath.sin(x);
        double cy = StrictMath.cos(y);
        double sy = StrictMath.sin(y);
        double cz = StrictMath.cos(z);
        double sz = StrictMath.sin(z);
        return new double[] {
            cz * cy,
            cz * sy * sx - sz * cx,
            cz * sy * cx + sz * sx,
            sz * cy,
            sz * sy * sx + cz * cx,
            sz * sy * cx - cz * sx,
            -sy,
            cy * sx,
            cy * cx
        };
    }

    private static void draw(Body body, double[] turn, double[] shift, float[] into, int offset) {
        double centre = (SIDE - 1) / 2.0;
        for (int slice = 0; slice < SIDE; slice++) {
            double z = slice - centre - shift[2];
            for (int row = 0; row < SIDE; row++) {
                double y = row - centre - shift[1];
                int at = offset + (slice * SIDE + row) * SIDE;
                for (int column = 0; column < SIDE; column++) {
                    double x = column - centre - shift[0];
                    // The way back is the transposed matrix.
                    double along = turn[2] * x + turn[5] * y + turn[8] * z;
                    double inside = THICKNESS / 2 + 0.5 - Math.abs(along);
                    if (inside > 0) {
                        double across = turn[0] * x + turn[3] * y + turn[6] * z;
                        double down = turn[1] * x + turn[4] * y + turn[7] * z;
                        into[at + column] = (float) (Math.min(1, inside) * body.at(across, down));
                    }
                }
            }
        }
    }

    /** A picture as the base of a body. */
    private record Body(float[] picture, ImageShape shape) {
        /** The value at a distance from the picture's middle, in voxels; zero outside. */
        double at(double x, double y) {
            double column = x / SCALE * shape.width() / PICTURE + (shape.width() - 1) / 2.0;
            double row = y / SCALE * shape.height() / PICTURE + (shape.height() - 1) / 2.0;
            int left = (int) Math.floor(column);
            int top = (int) Math.floor(row);
            double right = column - left;
            double low = row - top;
            return (1 - low) * ((1 - right) * pixel(top, left) + right * pixel(top, left + 1))
                    + low * ((1 - right) * pixel(top + 1, left) + right * pixel(top + 1, left + 1));
        }

        private double pixel(int row, int column) {
            boolean inside = row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
            return inside ? picture[row * shape.width() + column] : 0;
        }
    }
}
