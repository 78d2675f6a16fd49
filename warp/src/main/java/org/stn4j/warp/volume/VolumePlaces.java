package org.stn4j.warp.volume;

import java.nio.FloatBuffer;

/**
 * Goes through some slices of one output volume, voxel by voxel, and knows where each looks in the input, in voxels; on
 * the way back it adds up what a change of those places is worth.
 *
 * <p>Written from the centres outwards, where distances are whole or half numbers: so the identity is exact. What is the
 * same for a whole row is worked out once for it.
 */
final class VolumePlaces {
    private static final int AXES = 3;

    private final VolumeGeometry geometry;
    /** Input voxels for each output voxel along x, y and z, and the shift; one row for each coordinate. */
    private final double[] matrix = new double[VolumeGeometry.PARAMETERS];

    private final double centreX;
    private final double centreY;
    private final double centreZ;
    private final int endSlice;
    private int slice;
    private int row;
    private int column = -1;
    private int voxel;
    /** Offset of this voxel from the output's centre along the row. */
    private double u;

    private double rowX;
    private double rowY;
    private double rowZ;

    private final double[] sums = new double[VolumeGeometry.PARAMETERS];
    /** Of this row: for x, y and z the gradient times u, and the gradient. */
    private double slopeX;

    private double slopeY;
    private double slopeZ;
    private double slopeXu;
    private double slopeYu;
    private double slopeZu;

    /** Stands before the first voxel of a slice. */
    VolumePlaces(VolumeGeometry geometry, FloatBuffer theta, int offset, int firstSlice, int endSlice) {
        this.geometry = geometry;
        this.slice = firstSlice;
        this.endSlice = endSlice;
        this.voxel = firstSlice * geometry.output().height() * geometry.output().width() - 1;
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = theta.get(offset + i) * scale(i);
        }
        centreX = (geometry.inputSide(0) - 1) / 2.0;
        centreY = (geometry.inputSide(1) - 1) / 2.0;
        centreZ = (geometry.inputSide(2) - 1) / 2.0;
        enterRow();
    }

    /** How many voxels a coordinate moves with a parameter, for each voxel of offset (or each volume, for the shifts). */
    private double scale(int parameter) {
        int to = parameter / (AXES + 1);
        int from = parameter % (AXES + 1);
        return from == AXES ? geometry.inputScale(to) : geometry.inputScale(to) / geometry.outputScale(from);
    }

    /** Goes to the next voxel; says whether there is one. */
    boolean next() {
        column++;
        voxel++;
        if (column == geometry.output().width()) {
            leaveRow();
            column = 0;
            row++;
            if (row == geometry.output().height()) {
                row = 0;
                slice++;
                if (slice == endSlice) {
                    return false;
                }
            }
            enterRow();
        }
        u = geometry.outputOffset(0, column);
        return true;
    }

    private void enterRow() {
        double v = geometry.outputOffset(1, row);
        double w = geometry.outputOffset(2, slice);
        rowX = matrix[1] * v + matrix[2] * w + matrix[3];
        rowY = matrix[5] * v + matrix[6] * w + matrix[7];
        rowZ = matrix[9] * v + matrix[10] * w + matrix[11];
    }

    /** Number of the voxel within the output volume. */
    int voxel() {
        return voxel;
    }

    double x() {
        return centreX + (matrix[0] * u + rowX);
    }

    double y() {
        return centreY + (matrix[4] * u + rowY);
    }

    double z() {
        return centreZ + (matrix[8] * u + rowZ);
    }

    /** Takes in what a change of this voxel's place is worth, along x, y and z. */
    void addGradient(double x, double y, double z) {
        slopeX += x;
        slopeY += y;
        slopeZ += z;
        slopeXu += x * u;
        slopeYu += y * u;
        slopeZu += z * u;
    }

    private void leaveRow() {
        addRow(0, slopeX, slopeXu);
        addRow(AXES + 1, slopeY, slopeYu);
        addRow(2 * (AXES + 1), slopeZ, slopeZu);
        slopeX = 0;
        slopeY = 0;
        slopeZ = 0;
        slopeXu = 0;
        slopeYu = 0;
        slopeZu = 0;
    }

    private void addRow(int from, double slope, double slopeU) {
        sums[from] += slopeU;
        sums[from + 1] += slope * geometry.outputOffset(1, row);
        sums[from + 2] += slope * geometry.outputOffset(2, slice);
        sums[from + 3] += slope;
    }

    /** What was added up until the end. */
    double[] sums() {
        return sums;
    }

    /** The gradient of θ for the sums over all voxels. */
    void finish(double[] total, FloatBuffer gradient, int offset) {
        for (int i = 0; i < total.length; i++) {
            gradient.put(offset + i, (float) (total[i] * scale(i)));
        }
    }
}
