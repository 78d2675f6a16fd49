package org.stn4j.warp;

import java.nio.FloatBuffer;

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

    /** Maps rows of output pixels: numerators and denominator are linear along a row. */
    private static final class ProjectiveMapping implements Mapping {
        private final Geometry geometry;
        private final float[] offsetsX;

        ProjectiveMapping(Geometry geometry) {
            this.geometry = geometry;
            this.offsetsX = geometry.outputOffsetsX();
        }

        @Override
        public int sums() {
            return 8;
        }

        @Override
        public Rows rows(FloatBuffer theta, int offset) {
            double[] h = new double[8];
            for (int i = 0; i < 8; i++) {
                h[i] = theta.get(offset + i);
            }
            return new ProjectiveRows(geometry, offsetsX, h);
        }
    }

    private static final class ProjectiveRows implements Mapping.Rows {
        private final Geometry geometry;
        private final float[] offsetsX;
        /** The homography in pixels from the centres of both images. */
        private final double[] h;

        ProjectiveRows(Geometry geometry, float[] offsetsX, double[] theta) {
            this.geometry = geometry;
            this.offsetsX = offsetsX;
            double sx = geometry.inputScaleX();
            double sy = geometry.inputScaleY();
            double ox = geometry.outputScaleX();
            double oy = geometry.outputScaleY();
            this.h = new double[] {
                theta[0] * (sx / ox),
                theta[1] * (sx / oy),
                theta[2] * sx,
                theta[3] * (sy / ox),
                theta[4] * (sy / oy),
                theta[5] * sy,
                theta[6] / ox,
                theta[7] / oy
            };
        }

        @Override
        public void coordinates(int row, int from, int to, float[] xs, float[] ys, int at) {
            double v = geometry.outputOffsetY(row);
            float a = (float) h[0];
            float d = (float) h[3];
            float g = (float) h[6];
            float startX = (float) (h[1] * v + h[2]);
            float startY = (float) (h[4] * v + h[5]);
            float startW = (float) (h[7] * v + 1);
            float centreX = (float) geometry.inputCentreX();
            float centreY = (float) geometry.inputCentreY();
            for (int i = 0; i < to - from; i++) {
                float u = offsetsX[from + i];
                float inverse = 1 / (g * u + startW);
                xs[at + i] = (a * u + startX) * inverse + centreX;
                ys[at + i] = (d * u + startY) * inverse + centreY;
            }
        }

        @Override
        public void gradient(
                int row,
                int from,
                int to,
                float[] dxs,
                float[] dys,
                int at,
                double[] sums,
                FloatBuffer thetaGradient,
                int offset) {
            double v = geometry.outputOffsetY(row);
            float a = (float) h[0];
            float d = (float) h[3];
            float g = (float) h[6];
            float startX = (float) (h[1] * v + h[2]);
            float startY = (float) (h[4] * v + h[5]);
            float startW = (float) (h[7] * v + 1);
            double x = 0;
            double xu = 0;
            double y = 0;
            double yu = 0;
            double w = 0;
            double wu = 0;
            for (int i = 0; i < to - from; i++) {
                float u = offsetsX[from + i];
                double inverse = 1 / (g * u + startW);
                double dx = dxs[at + i];
                double dy = dys[at + i];
                // Undefined places have no gradient, and zero times their infinite or NaN inverse would be NaN.
                if (dx == 0 && dy == 0) {
                    continue;
                }
                dx *= inverse;
                dy *= inverse;
                // In double precision: far away, where a mirrored image still has slopes, floats overflow.
                double dw = -(dx * ((a * u + startX) * inverse) + dy * ((d * u + startY) * inverse));
                x += dx;
                xu += dx * u;
                y += dy;
                yu += dy * u;
                w += dw;
                wu += dw * u;
            }
            sums[0] += xu;
            sums[1] += x * v;
            sums[2] += x;
            sums[3] += yu;
            sums[4] += y * v;
            sums[5] += y;
            sums[6] += wu;
            sums[7] += w * v;
        }

        @Override
        public void finish(double[] sums, FloatBuffer thetaGradient, int offset) {
            double sx = geometry.inputScaleX();
            double sy = geometry.inputScaleY();
            double ox = geometry.outputScaleX();
            double oy = geometry.outputScaleY();
            double[] scales = {sx / ox, sx / oy, sx, sy / ox, sy / oy, sy, 1 / ox, 1 / oy};
            for (int i = 0; i < 8; i++) {
                thetaGradient.put(offset + i, (float) (sums[i] * scales[i]));
            }
        }
    }
}
