package org.stn4j.warp;

import java.util.Optional;

/**
 * The view of a plane: {@code x_in = (θ0·x + θ1·y + θ2) / w, y_in = (θ3·x + θ4·y + θ5) / w, w = θ6·x + θ7·y + 1}.
 *
 * <p>θ is the 3×3 homography row by row, without its last entry, which is 1. Where w is 0 the place is undefined, reads
 * the padding value and gives no gradient.
 */
public record Projective() implements Transform {

    @Override
    public String name() {
        return "projective";
    }

    @Override
    public int parameterCount(ImageSize output) {
        return 8;
    }

    @Override
    public float[] identity(ImageSize output) {
        return new float[] {1, 0, 0, 0, 1, 0, 0, 0};
    }

    @Override
    public Mapping map(Geometry geometry) {
        return new ProjectiveMapping(geometry);
    }

    @Override
    public Optional<Composition> composition() {
        float[][] selection = new float[8][9];
        int[] entries = new int[8];
        for (int i = 0; i < 8; i++) {
            selection[i][i] = 1;
            entries[i] = i;
        }
        return Optional.of(new Composition(selection, new float[] {0, 0, 0, 0, 0, 0, 0, 0, 1}, entries));
    }

    /**
     * θ that makes the corners of the output look at four given places of the input: rectifies a page photographed at
     * an angle.
     *
     * @param corners x and y of the places for the top left, top right, bottom right and bottom left corner, in
     *     normalised input coordinates
     * @throws IllegalArgumentException if three of the places lie on one line
     */
    public static float[] toQuadrilateral(double[] corners) {
        if (corners.length != 8) {
            throw new IllegalArgumentException("four corners are eight numbers, not " + corners.length);
        }
        double[][] places = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}};
        double[][] equations = new double[8][];
        double[][] values = new double[8][];
        for (int i = 0; i < 4; i++) {
            double x = places[i][0];
            double y = places[i][1];
            double toX = corners[2 * i];
            double toY = corners[2 * i + 1];
            equations[2 * i] = new double[] {x, y, 1, 0, 0, 0, -x * toX, -y * toX};
            equations[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -x * toY, -y * toY};
            values[2 * i] = new double[] {toX};
            values[2 * i + 1] = new double[] {toY};
        }
        double[][] solution = LinearSystem.solve(equations, values);
        if (solution == null || hasThreeOnALine(corners)) {
            throw new IllegalArgumentException("three of the four corners lie on one line; choose corners that do not");
        }
        float[] theta = new float[8];
        for (int i = 0; i < 8; i++) {
            theta[i] = (float) solution[i][0];
        }
        return theta;
    }

    private static boolean hasThreeOnALine(double[] corners) {
        for (int left = 0; left < 4; left++) {
            // The triangle of the three corners that are not left out has no area.
            int a = 2 * ((left + 1) % 4);
            int b = 2 * ((left + 2) % 4);
            int c = 2 * ((left + 3) % 4);
            double abX = corners[b] - corners[a];
            double abY = corners[b + 1] - corners[a + 1];
            double acX = corners[c] - corners[a];
            double acY = corners[c + 1] - corners[a + 1];
            if (Math.abs(abX * acY - abY * acX) <= 1e-12 * Math.hypot(abX, abY) * Math.hypot(acX, acY)) {
                return true;
            }
        }
        return false;
    }
}
