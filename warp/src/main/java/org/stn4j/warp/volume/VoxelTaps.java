package org.stn4j.warp.volume;

import java.nio.FloatBuffer;
import org.stn4j.warp.Padding;

/**
 * The eight voxels around a place, and how near it is to each: trilinear interpolation and its gradients. The plane of
 * voxels is continued beyond the volume, so that there is one rule inside and outside.
 */
final class VoxelTaps {
    /** Farther away, places are as good as here; and a whole number still has neighbours. */
    private static final double FAR = 1L << 40;

    private static final int CORNERS = 8;

    private final VolumeGeometry geometry;
    private final Padding padding;
    private final boolean nearest;
    /** Offset of the voxel within its volume for each corner, x fastest; -1 where the padding value stands. */
    private final int[] index = new int[CORNERS];

    private final double[] fraction = new double[3];
    private boolean undefined;

    VoxelTaps(VolumeGeometry geometry, Padding padding, boolean nearest) {
        this.geometry = geometry;
        this.padding = padding;
        this.nearest = nearest;
    }

    /** Goes to a place. */
    void locate(double[] place) {
        undefined = !(Double.isFinite(place[0]) && Double.isFinite(place[1]) && Double.isFinite(place[2]));
        if (undefined) {
            return;
        }
        int[][] voxels = new int[3][2];
        for (int axis = 0; axis < 3; axis++) {
            double at = Math.max(-FAR, Math.min(FAR, place[axis]));
            double first = nearest ? Math.rint(at) : Math.floor(at);
            fraction[axis] = nearest ? 0 : at - first;
            voxels[axis][0] = padding.source((long) first, geometry.inputSide(axis), geometry.alignCorners());
            voxels[axis][1] = padding.source((long) first + 1, geometry.inputSide(axis), geometry.alignCorners());
        }
        int width = geometry.inputSide(0);
        int height = geometry.inputSide(1);
        for (int corner = 0; corner < CORNERS; corner++) {
            int x = voxels[0][corner & 1];
            int y = voxels[1][corner >> 1 & 1];
            int z = voxels[2][corner >> 2];
            index[corner] = x < 0 || y < 0 || z < 0 ? -1 : (z * height + y) * width + x;
        }
    }

    /** The value at the place in the volume that starts at an offset. */
    float read(FloatBuffer volumes, int start) {
        if (undefined) {
            return padding.value();
        }
        if (fraction[0] == 0 && fraction[1] == 0 && fraction[2] == 0) {
            // Exactly on a voxel: what stands beside it, infinite perhaps, is of no meaning.
            return corner(volumes, start, 0);
        }
        double value = 0;
        for (int corner = 0; corner < CORNERS; corner++) {
            value += weight(corner) * corner(volumes, start, corner);
        }
        return (float) value;
    }

    private float corner(FloatBuffer volumes, int start, int corner) {
        return index[corner] < 0 ? padding.value() : volumes.get(start + index[corner]);
    }

    private double weight(int corner) {
        return along(0, corner & 1) * along(1, corner >> 1 & 1) * along(2, corner >> 2);
    }

    private double along(int axis, int side) {
        return side == 0 ? 1 - fraction[axis] : fraction[axis];
    }

    /** Adds the slopes of the value along x, y and z, times a gradient of the value. */
    void addSlopes(FloatBuffer volumes, int start, double gradient, double[] slopes) {
        if (undefined || nearest) {
            return;
        }
        for (int corner = 0; corner < CORNERS; corner++) {
            double value = gradient * corner(volumes, start, corner);
            int x = corner & 1;
            int y = corner >> 1 & 1;
            int z = corner >> 2;
            slopes[0] += (2 * x - 1) * along(1, y) * along(2, z) * value;
            slopes[1] += (2 * y - 1) * along(0, x) * along(2, z) * value;
            slopes[2] += (2 * z - 1) * along(0, x) * along(1, y) * value;
        }
    }

    /** Adds a gradient of the value to the voxels that it came from. */
    void scatter(FloatBuffer gradients, int start, float gradient) {
        if (undefined) {
            return;
        }
        for (int corner = 0; corner < CORNERS; corner++) {
            if (index[corner] >= 0) {
                int at = start + index[corner];
                gradients.put(at, (float) (gradients.get(at) + weight(corner) * gradient));
            }
        }
    }
}
