package org.stn4j.warp.volume;

import java.nio.FloatBuffer;

/**
 * Where the voxels of one output volume look in the input, in voxels.
 *
 * <p>Written from the centres outwards, where distances are whole or half numbers: so the identity is exact.
 */
final class VolumePlaces {
    private static final int AXES = 3;

    private final VolumeGeometry geometry;
    /** Input voxels for each output voxel along x, y and z, and the shift; one row for each coordinate. */
    private final double[] matrix = new double[VolumeGeometry.PARAMETERS];

    VolumePlaces(VolumeGeometry geometry, FloatBuffer theta, int offset) {
        this.geometry = geometry;
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = theta.get(offset + i) * scale(i);
        }
    }

    /** How many voxels a coordinate moves with a parameter, for each voxel of offset (or each volume, for the shifts). */
    private double scale(int parameter) {
        int to = parameter / (AXES + 1);
        int from = parameter % (AXES + 1);
        return from == AXES ? geometry.inputScale(to) : geometry.inputScale(to) / geometry.outputScale(from);
    }

    /** Writes the place of an output voxel. */
    void at(int slice, int row, int column, double[] place) {
        double u = geometry.outputOffset(0, column);
        double v = geometry.outputOffset(1, row);
        double w = geometry.outputOffset(2, slice);
        for (int axis = 0; axis < AXES; axis++) {
            int from = axis * (AXES + 1);
            double centre = (geometry.inputSide(axis) - 1) / 2.0;
            place[axis] = centre + (matrix[from] * u + matrix[from + 1] * v + matrix[from + 2] * w + matrix[from + 3]);
        }
    }

    /** Adds what a change of the place of an output voxel is worth to the sums that {@link #finish} takes. */
    void addGradient(int slice, int row, int column, double[] placeGradient, double[] sums) {
        double u = geometry.outputOffset(0, column);
        double v = geometry.outputOffset(1, row);
        double w = geometry.outputOffset(2, slice);
        for (int axis = 0; axis < AXES; axis++) {
            int from = axis * (AXES + 1);
            sums[from] += placeGradient[axis] * u;
            sums[from + 1] += placeGradient[axis] * v;
            sums[from + 2] += placeGradient[axis] * w;
            sums[from + 3] += placeGradient[axis];
        }
    }

    /** The gradient of θ for the sums over all voxels. */
    void finish(double[] sums, FloatBuffer gradient, int offset) {
        for (int i = 0; i < sums.length; i++) {
            gradient.put(offset + i, (float) (sums[i] * scale(i)));
        }
    }
}
