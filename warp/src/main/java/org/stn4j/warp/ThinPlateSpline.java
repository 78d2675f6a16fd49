package org.stn4j.warp;

import java.nio.FloatBuffer;

/**
 * The smoothest map through given places: a thin-plate spline on a regular K×K lattice of control points (Bookstein
 * 1989; Jaderberg et al. 2015, section 3.2).
 *
 * <p>The control points lie evenly over [-1, 1]² of the output. θ holds where each of them looks in the input: the K² x
 * coordinates row by row, then the K² y coordinates. The identity is the lattice itself.
 *
 * @param lattice K, the control points along one side, at least 2
 */
public record ThinPlateSpline(int lattice) implements Transform {

    /** The lattice of the paper: 4×4. */
    public static final int DEFAULT_LATTICE = 4;

    public ThinPlateSpline {
        // Beyond 32 the dense solve (K^6 steps) takes longer than anybody waits.
        if (lattice < 2 || lattice > 32) {
            throw new IllegalArgumentException(
                    "a thin-plate spline has 2 to 32 control points along a side, not " + lattice);
        }
    }

    public ThinPlateSpline() {
        this(DEFAULT_LATTICE);
    }

    @Override
    public String name() {
        return lattice == DEFAULT_LATTICE ? "tps" : "tps:" + lattice;
    }

    @Override
    public int parameterCount(ImageSize output) {
        return 2 * lattice * lattice;
    }

    @Override
    public float[] identity(ImageSize output) {
        int points = lattice * lattice;
        float[] theta = new float[2 * points];
        for (int k = 0; k < points; k++) {
            theta[k] = (float) ThinPlateBasis.latticeCoordinate(k % lattice, lattice);
            theta[points + k] = (float) ThinPlateBasis.latticeCoordinate(k / lattice, lattice);
        }
        return theta;
    }

    @Override
    public Mapping map(Geometry geometry) {
        return new SplineMapping(geometry, new ThinPlateBasis(lattice, geometry), identity(geometry.output()));
    }

    private record SplineMapping(Geometry geometry, ThinPlateBasis basis, float[] identity) implements Mapping {

        @Override
        public int sums() {
            return identity.length;
        }

        @Override
        public Rows rows(FloatBuffer theta, int offset) {
            // The spline reproduces linear maps, so it may act on the displacements alone: the identity is then exact.
            float[] displacementPixels = new float[identity.length];
            int points = identity.length / 2;
            for (int k = 0; k < points; k++) {
                displacementPixels[k] = (float) (geometry.inputScaleX() * (theta.get(offset + k) - identity[k]));
                displacementPixels[points + k] =
                        (float) (geometry.inputScaleY() * (theta.get(offset + points + k) - identity[points + k]));
            }
            return new SplineRows(geometry, basis, displacementPixels);
        }
    }

    private record SplineRows(Geometry geometry, ThinPlateBasis basis, float[] displacementPixels)
            implements Mapping.Rows {

        @Override
        public void coordinates(int row, int from, int to, float[] xs, float[] ys, int at) {
            float slope = (float) (geometry.inputScaleX() / geometry.outputScaleX());
            float startX = (float) geometry.inputCentreX();
            float startY = (float) (geometry.inputCentreY()
                    + geometry.outputOffsetY(row) * (geometry.inputScaleY() / geometry.outputScaleY()));
            for (int i = 0; i < to - from; i++) {
                xs[at + i] = slope * (float) geometry.outputOffsetX(from + i) + startX;
                ys[at + i] = startY;
            }
            basis.add(row, from, to, displacementPixels, xs, ys, at);
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
            basis.project(row, from, to, dxs, dys, at, sums);
        }

        @Override
        public void finish(double[] sums, FloatBuffer thetaGradient, int offset) {
            int points = sums.length / 2;
            for (int k = 0; k < points; k++) {
                thetaGradient.put(offset + k, (float) (geometry.inputScaleX() * sums[k]));
                thetaGradient.put(offset + points + k, (float) (geometry.inputScaleY() * sums[points + k]));
            }
        }
    }
}
