package org.stn4j.nn.frame;

import org.stn4j.warp.Affine;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.Projective;

/**
 * A projective map between two planes of pixels; affine where its last row is 0, 0, 1.
 *
 * @param matrix 3×3, row by row
 */
record Homography(double[] matrix) implements PixelMap {

    /** {@code (scaleX·x + shiftX, scaleY·y + shiftY)}. */
    static Homography scaling(double scaleX, double shiftX, double scaleY, double shiftY) {
        return new Homography(new double[] {scaleX, 0, shiftX, 0, scaleY, shiftY, 0, 0, 1});
    }

    /** The map that is the given one in normalised coordinates. */
    static Homography ofNormalised(double[] matrix, Geometry geometry) {
        return outputToNormalised(geometry).then(new Homography(matrix)).then(normalisedToInput(geometry));
    }

    static Homography outputToNormalised(Geometry geometry) {
        double x = geometry.outputScaleX();
        double y = geometry.outputScaleY();
        return scaling(1 / x, geometry.outputOffsetX(0) / x, 1 / y, geometry.outputOffsetY(0) / y);
    }

    private static Homography normalisedToInput(Geometry geometry) {
        return scaling(
                geometry.inputScaleX(), geometry.inputCentreX(), geometry.inputScaleY(), geometry.inputCentreY());
    }

    /** This map, and then another one. */
    Homography then(Homography next) {
        double[] product = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int k = 0; k < 3; k++) {
                    product[3 * row + column] += next.matrix[3 * row + k] * matrix[3 * k + column];
                }
            }
        }
        return new Homography(product);
    }

    @Override
    public PixelMap then(PixelMap next) {
        return next instanceof Homography other ? then(other) : ((Lattice) next).after(this);
    }

    private boolean isAffine() {
        return matrix[6] == 0 && matrix[7] == 0;
    }

    @Override
    public void apply(double[] xs, double[] ys) {
        for (int i = 0; i < xs.length; i++) {
            double x = xs[i];
            double y = ys[i];
            double w = matrix[6] * x + matrix[7] * y + matrix[8];
            xs[i] = (matrix[0] * x + matrix[1] * y + matrix[2]) / w;
            ys[i] = (matrix[3] * x + matrix[4] * y + matrix[5]) / w;
        }
    }

    @Override
    public Parameters between(Geometry geometry) {
        Homography toOutput = scaling(
                geometry.outputScaleX(),
                -geometry.outputOffsetX(0),
                geometry.outputScaleY(),
                -geometry.outputOffsetY(0));
        double x = geometry.inputScaleX();
        double y = geometry.inputScaleY();
        Homography fromInput = scaling(1 / x, -geometry.inputCentreX() / x, 1 / y, -geometry.inputCentreY() / y);
        double[] normalised = toOutput.then(this).then(fromInput).matrix;
        float[] theta = new float[isAffine() ? 6 : 8];
        for (int i = 0; i < theta.length; i++) {
            // The centre of an output lies on the horizon by chance at most; all of it is then undefined.
            theta[i] = (float) (normalised[i] / normalised[8]);
        }
        return new Parameters(isAffine() ? new Affine() : new Projective(), theta);
    }
}
