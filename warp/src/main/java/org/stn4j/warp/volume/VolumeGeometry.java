package org.stn4j.warp.volume;

/**
 * The sizes of a volume warp's two volumes, and how normalised coordinates lie on their voxels.
 *
 * <p><b>Convention.</b> As {@link org.stn4j.warp.Geometry}, with z along the slices: coordinates are (x, y, z) from -1 to
 * 1. θ is a 3×4 matrix, row by row: x, y and z of the place in the input for (x, y, z, 1) of the output.
 *
 * @param input size of the volume that is read
 * @param output size of the volume that is made
 * @param alignCorners whether -1 and 1 are the centres of the corner voxels, not their outer faces
 */
public record VolumeGeometry(VolumeSize input, VolumeSize output, boolean alignCorners) {
    /** Number of parameters of the 3×4 matrix. */
    public static final int PARAMETERS = 12;

    /** θ of the identity. */
    public static float[] identity() {
        return new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};
    }

    /** A side of the input by its number: x, y, z. */
    int inputSide(int axis) {
        return side(input, axis);
    }

    int outputSide(int axis) {
        return side(output, axis);
    }

    /** Distance in voxels of an output voxel from the centre; exact. */
    double outputOffset(int axis, int index) {
        return index - (outputSide(axis) - 1) / 2.0;
    }

    /** Input voxels in one normalised unit. */
    double inputScale(int axis) {
        return halfExtent(inputSide(axis));
    }

    /** Output voxels in one normalised unit; never 0, as a single voxel lies at 0 in any case. */
    double outputScale(int axis) {
        return Math.max(halfExtent(outputSide(axis)), 0.5);
    }

    private double halfExtent(int voxels) {
        return (alignCorners ? voxels - 1 : voxels) / 2.0;
    }

    private static int side(VolumeSize size, int axis) {
        return switch (axis) {
            case 0 -> size.width();
            case 1 -> size.height();
            default -> size.depth();
        };
    }
}
