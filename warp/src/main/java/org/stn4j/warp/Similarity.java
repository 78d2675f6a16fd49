package org.stn4j.warp;

import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Rotation, isotropic scale and shift: {@code x_in = θ0·x − θ1·y + θ2, y_in = θ1·x + θ0·y + θ3}.
 *
 * <p>θ = (scale·cos α, scale·sin α, shift right, shift down). Cosine and sine, not the angle, so that the map is linear
 * in θ and has no seam at ±180°. Rotation is in normalised coordinates: on images that are not square it shears.
 */
public record Similarity() implements Transform {

    @Override
    public String name() {
        return "similarity";
    }

    @Override
    public int parameterCount(ImageSize output) {
        return 4;
    }

    @Override
    public float[] identity(ImageSize output) {
        return new float[] {1, 0, 0, 0};
    }

    @Override
    public Mapping map(Geometry geometry) {
        return new AffineMapping(geometry, Parameters.INSTANCE);
    }

    @Override
    public Optional<Composition> composition() {
        return Optional.of(Composition.of(Parameters.INSTANCE, 0, 3, 2, 5));
    }

    private enum Parameters implements AffineMapping.Parameters {
        INSTANCE;

        @Override
        public double[] matrix(FloatBuffer theta, int offset) {
            return new double[] {
                theta.get(offset),
                -theta.get(offset + 1),
                theta.get(offset + 2),
                theta.get(offset + 1),
                theta.get(offset),
                theta.get(offset + 3)
            };
        }

        @Override
        public double[] thetaGradient(double[] g) {
            return new double[] {g[0] + g[4], g[3] - g[1], g[2], g[5]};
        }
    }
}
