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

    static final String PREFIX = "tps:";

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

    /** The transform of a name such as {@code tps:5}. */
    static ThinPlateSpline parse(String name) {
        String text = name.substring(PREFIX.length());
        try {
            return new ThinPlateSpline(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the lattice of a thin-plate spline is a whole number, such as tps:5, not '" + text + "'", e);
        }
    }

    @Override
    public String name() {
        return lattice == DEFAULT_LATTICE ? "tps" : PREFIX + lattice;
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

    /**
     * How much each control point moves each output pixel, {@code [K², H'·W']}: the spline moves a pixel by the sum of
     * the control points' displacements, each times its number here.
     *
     * @throws IllegalArgumentException if the numbers are more than an array can hold
     */
    public float[] basis(Geometry geometry) {
        return new ThinPlateBasis(lattice, geometry).values();
    }

    @Override
    public Mapping map(Geometry geometry) {
        Tiling tiling = Tiling.of(geometry.output());
        SplineSums sums = SplineSums.of(new ThinPlateBasis(lattice, geometry), tiling);
        return new SplineMapping(geometry, tiling, sums, identity(geometry.output()));
    }

    private record SplineMapping(Geometry geometry, Tiling tiling, SplineSums spline, float[] identity)
            implements Mapping {

        @Override
        public int sums() {
            return identity.length;
        }

        @Override
        public OfImage ofImage(FloatBuffer theta, int offset) {
            // The spline reproduces linear maps, so it may act on the displacements alone: the identity is then exact.
            float[] displacementPixels = new float[identity.length];
            int points = identity.length / 2;
            for (int k = 0; k < points; k++) {
                displacementPixels[k] = (float) (geometry.inputScaleX() * (theta.get(offset + k) - identity[k]));
                displacementPixels[points + k] =
                        (float) (geometry.inputScaleY() * (theta.get(offset + points + k) - identity[points + k]));
            }
            return new SplineOfImage(geometry, tiling, spline, displacementPixels);
        }
    }

    private record SplineOfImage(Geometry geometry, Tiling tiling, SplineSums spline, float[] displacementPixels)
            implements Mapping.OfImage {

        @Override
        public void coordinates(Block block, float[] xs, float[] ys) {
            geometry.identityCoordinates(block, xs, ys);
            spline.add(tiling.tile(block), displacementPixels, xs, ys);
        }

        @Override
        public void gradient(
                Block block, float[] dxs, float[] dys, double[] sums, FloatBuffer thetaGradient, int offset) {
            spline.project(tiling.tile(block), dxs, dys, sums);
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
