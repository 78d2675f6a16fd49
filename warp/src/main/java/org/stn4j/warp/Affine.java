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

    /**
     * θ of a map between the pixels of two images, such as OpenCV's matrices.
     *
     * <p><b>Convention.</b> The centre of the first pixel is at 0, as in OpenCV, and the map goes from output to input, as
     * {@code warpAffine} with {@code WARP_INVERSE_MAP} takes it; of one that goes the other way, take the {@linkplain
     * Composition#inverse inverse} θ, made with the sizes of the geometry exchanged. Java's {@code AffineTransform} names its
     * entries column by column; in pictures it counts from the outer edge of the first pixel, half a pixel further.
     *
     * @param outputToInput the 2×3 matrix, row by row
     * @throws IllegalArgumentException if it has another length, or the input is one pixel wide or high with aligned corners,
     *     where normalised coordinates span nothing; one line
     */
    public static float[] ofPixels(double[] outputToInput, Geometry geometry) {
        if (outputToInput.length != 6) {
            throw new IllegalArgumentException("a 2x3 matrix is six numbers, not " + outputToInput.length);
        }
        double[] scales = {geometry.inputScaleX(), geometry.inputScaleY()};
        double[] centres = {geometry.inputCentreX(), geometry.inputCentreY()};
        double outputCentreX = -geometry.outputOffsetX(0);
        double outputCentreY = -geometry.outputOffsetY(0);
        float[] theta = new float[6];
        for (int row = 0; row < 2; row++) {
            if (scales[row] == 0) {
                throw new IllegalArgumentException("an input of " + geometry.input()
                        + " with aligned corners spans nothing between its centres; do without aligned corners");
            }
            double byX = outputToInput[3 * row];
            double byY = outputToInput[3 * row + 1];
            double shift = outputToInput[3 * row + 2];
            double atCentre = byX * outputCentreX + byY * outputCentreY + shift;
            theta[3 * row] = (float) (byX * geometry.outputScaleX() / scales[row]);
            theta[3 * row + 1] = (float) (byY * geometry.outputScaleY() / scales[row]);
            theta[3 * row + 2] = (float) ((atCentre - centres[row]) / scales[row]);
        }
        return theta;
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
