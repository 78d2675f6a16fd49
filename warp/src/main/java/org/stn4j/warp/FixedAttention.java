package org.stn4j.warp;

import java.math.BigDecimal;
import java.nio.FloatBuffer;

/**
 * Attention through a window of fixed size: {@code x_in = scale·x + θ0, y_in = scale·y + θ1} (Jaderberg et al. 2015,
 * section 4.3, where transformers look for parts of birds).
 *
 * <p>θ = (shift right, shift down) of the window from the middle of the image. There is no identity but at a scale of 1;
 * θ = 0, which {@link #identity} answers, looks at the middle.
 *
 * @param scale side of the window as a share of the image's, above 0 and at most 1
 */
public record FixedAttention(double scale) implements Transform {
    static final String PREFIX = "attention:";

    public FixedAttention {
        if (!(scale > 0 && scale <= 1)) {
            throw new IllegalArgumentException(
                    "the fixed scale of an attention is above 0 and at most 1, such as attention:0.5, not " + scale);
        }
    }

    /** The transform of a name such as {@code attention:0.5}. */
    static FixedAttention parse(String name) {
        String text = name.substring(PREFIX.length());
        try {
            return new FixedAttention(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the fixed scale of an attention is a number, such as attention:0.5, not '" + text + "'", e);
        }
    }

    @Override
    public String name() {
        // Plain digits: the name stands in network files.
        return PREFIX
                + new BigDecimal(Double.toString(scale)).stripTrailingZeros().toPlainString();
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
        return new AffineMapping(geometry, new Parameters(scale));
    }

    private record Parameters(double scale) implements AffineMapping.Parameters {
        @Override
        public double[] matrix(FloatBuffer theta, int offset) {
            return new double[] {scale, 0, theta.get(offset), 0, scale, theta.get(offset + 1)};
        }

        @Override
        public double[] thetaGradient(double[] g) {
            return new double[] {g[2], g[5]};
        }
    }
}
