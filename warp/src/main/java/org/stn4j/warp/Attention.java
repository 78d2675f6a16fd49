package org.stn4j.warp;

import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Isotropic scale and shift: {@code x_in = θ0·x + θ1, y_in = θ0·y + θ2} (Jaderberg et al. 2015, eq. 2).
 *
 * <p>θ = (scale, shift right, shift down): a scale below 1 looks closer.
 */
public record Attention() implements Transform {

    @Override
    public String name() {
        return "attention";
    }

    @Override
    public int parameterCount(ImageSize output) {
        return 3;
    }

    @Override
    public float[] identity(ImageSize output) {
        return new float[] {1, 0, 0};
    }

    @Override
    public Mapping map(Geometry geometry) {
        return new AffineMapping(geometry, Parameters.INSTANCE);
    }

    @Override
    public Optional<Composition> composition() {
        return Optional.of(Composition.of(Parameters.INSTANCE, 0, 2, 5));
    }

    private enum Parameters implements AffineMapping.Parameters {
        INSTANCE;

        @Override
        public double[] matrix(FloatBuffer theta, int offset) {
            return new double[] {
                theta.get(offset), 0, theta.get(offset + 1), 0, theta.get(offset), theta.get(offset + 2)
            };
        }

        @Override
        public double[] thetaGradient(double[] g) {
            return new double[] {g[0] + g[4], g[2], g[5]};
        }
    }
}
