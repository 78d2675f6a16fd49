package org.stn4j.warp;

import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Shift: {@code x_in = x + θ0, y_in = y + θ1}, in normalised units.
 *
 * <p>θ = (shift right, shift down) of the place that is looked at; so the picture moves the other way.
 */
public record Translation() implements Transform {

    @Override
    public String name() {
        return "translation";
    }

    @Override
    public int parameterCount(ImageSize output) {
        return 2;
    }

    @Override
    public float[] identity(ImageSize output) {
        return new float[] {0, 0};
    }

    @Override
    public Mapping map(Geometry geometry) {
        return new AffineMapping(geometry, Parameters.INSTANCE);
    }

    @Override
    public Optional<Composition> composition() {
        return Optional.of(Composition.of(Parameters.INSTANCE, 2, 5));
    }

    private enum Parameters implements AffineMapping.Parameters {
        INSTANCE;

        @Override
        public double[] matrix(FloatBuffer theta, int offset) {
            return new double[] {1, 0, theta.get(offset), 0, 1, theta.get(offset + 1)};
        }

        @Override
        public double[] thetaGradient(double[] g) {
            return new double[] {g[2], g[5]};
        }
    }
}
