package org.stn4j.warp;

import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Any 2×3 matrix: {@code x_in = θ0·x + θ1·y + θ2, y_in = θ3·x + θ4·y + θ5} (Jaderberg et al. 2015, eq. 1).
 *
 * <p>θ is the matrix row by row.
 */
public record Affine() implements Transform {

    @Override
    public String name() {
        return "affine";
    }

    @Override
    public int parameterCount(ImageSize output) {
        return 6;
    }

    @Override
    public float[] identity(ImageSize output) {
        return new float[] {1, 0, 0, 0, 1, 0};
    }

    @Override
    public Mapping map(Geometry geometry) {
        return new AffineMapping(geometry, Parameters.INSTANCE);
    }

    @Override
    public Optional<Composition> composition() {
        return Optional.of(Composition.of(Parameters.INSTANCE, 0, 1, 2, 3, 4, 5));
    }

    private enum Parameters implements AffineMapping.Parameters {
        INSTANCE;

        @Override
        public double[] matrix(FloatBuffer theta, int offset) {
            return new double[] {
                theta.get(offset),
                theta.get(offset + 1),
                theta.get(offset + 2),
                theta.get(offset + 3),
                theta.get(offset + 4),
                theta.get(offset + 5)
            };
        }

        @Override
        public double[] thetaGradient(double[] g) {
            return g;
        }
    }
}
