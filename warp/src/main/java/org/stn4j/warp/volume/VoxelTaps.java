package org.stn4j.warp.volume;

import java.nio.FloatBuffer;
import org.stn4j.warp.Padding;

/**
 * The eight voxels around a place, and how near it is to each: trilinear interpolation and its gradients. The volume is
 * continued beyond its faces, so that there is one rule inside and outside.
 */
final class VoxelTaps {
    /** Farther away, places are as good as here; and a whole number still has neighbours. */
    private static final double FAR = 1L << 40;

    private static final int CORNERS = 8;

    private final VolumeGeometry geometry;
    private final Padding padding;
    private final boolean nearest;
    private final int width;
    private final int height;
    private final int depth;
    /** Offset of the voxel within its volume for each corner, x fastest; -1 where the padding value stands. */
    private final int[] index = new int[CORNERS];

    private double fractionX;
    private double fractionY;
    private double fractionZ;
    private boolean undefined;

    /** The values at the corners, x fastest, after {@link #load}. */
    private double a;

    private double b;
    private double c;
    private double d;
    private double e;
    private double f;
    private double g;
    private double h;

    VoxelTaps(VolumeGeometry geometry, Padding padding, boolean nearest) {
        this.geometry = geometry;
        this.padding = padding;
        this.nearest = nearest;
        this.width = geometry.input().width();
        this.height = geometry.input().height();
        this.depth = geometry.input().depth();
    }

    /** Goes to a place. */
    void locate(double x, double y, double z) {
        undefined = false;
        // Inside there is no question what the neighbours are. Not true for what is no number.
        if (!nearest && x >= 0 && y >= 0 && z >= 0 && x < width - 1 && y < height - 1 && z < depth - 1) {
            int column = (int) x;
            int row = (int) y;
            int slice = (int) z;
            fractionX = x - column;
            fractionY = y - row;
            fractionZ = z - slice;
            around((slice * height + row) * width + column);
        } else {
            locateAnywhere(x, y, z);
        }
    }

    private void around(int first) {
        int below = first + width;
        int behind = first + width * height;
        index[0] = first;
        index[1] = first + 1;
        index[2] = below;
        index[3] = below + 1;
        index[4] = behind;
        index[5] = behind + 1;
        index[6] = behind + width;
        index[7] = behind + width + 1;
    }

    private void locateAnywhere(double x, double y, double z) {
        undefined = !(Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z));
        if (undefined) {
            return;
        }
        double firstX = first(x);
        double firstY = first(y);
        double firstZ = first(z);
        fractionX = fraction(x, firstX);
        fractionY = fraction(y, firstY);
        fractionZ = fraction(z, firstZ);
        for (int corner = 0; corner < CORNERS; corner++) {
            int column = source(firstX, corner & 1, width);
            int row = source(firstY, corner >> 1 & 1, height);
            int slice = source(firstZ, corner >> 2, depth);
            index[corner] = column < 0 || row < 0 || slice < 0 ? -1 : (slice * height + row) * width + column;
        }
    }

    private static double within(double place) {
        return Math.max(-FAR, Math.min(FAR, place));
    }

    private double first(double place) {
        return nearest ? Math.rint(within(place)) : Math.floor(within(place));
    }

    private double fraction(double place, double first) {
        return nearest ? 0 : within(place) - first;
    }

    private int source(double first, int side, int voxels) {
        return padding.source((long) first + side, voxels, geometry.alignCorners());
    }

    /** The value at the place in the volume that starts at an offset. */
    float read(FloatBuffer volumes, int start) {
        if (undefined) {
            return padding.value();
        }
        if (fractionX == 0 && fractionY == 0 && fractionZ == 0) {
            // Exactly on a voxel: what stands beside it, infinite perhaps, is of no meaning.
            return corner(volumes, start, 0);
        }
        load(volumes, start);
        double restX = 1 - fractionX;
        double restY = 1 - fractionY;
        double front = restY * (restX * a + fractionX * b) + fractionY * (restX * c + fractionX * d);
        double back = restY * (restX * e + fractionX * f) + fractionY * (restX * g + fractionX * h);
        return (float) ((1 - fractionZ) * front + fractionZ * back);
    }

    private void load(FloatBuffer volumes, int start) {
        a = corner(volumes, start, 0);
        b = corner(volumes, start, 1);
        c = corner(volumes, start, 2);
        d = corner(volumes, start, 3);
        e = corner(volumes, start, 4);
        f = corner(volumes, start, 5);
        g = corner(volumes, start, 6);
        h = corner(volumes, start, 7);
    }

    private float corner(FloatBuffer volumes, int start, int corner) {
        return index[corner] < 0 ? padding.value() : volumes.get(start + index[corner]);
    }

    /** Hands on the slopes of the value along x, y and z, times a gradient of the value. */
    void addSlopes(FloatBuffer volumes, int start, double gradient, VolumePlaces places) {
        if (undefined || nearest) {
            return;
        }
        load(volumes, start);
        double restX = 1 - fractionX;
        double restY = 1 - fractionY;
        double restZ = 1 - fractionZ;
        double x =
                restZ * (restY * (b - a) + fractionY * (d - c)) + fractionZ * (restY * (f - e) + fractionY * (h - g));
        double y =
                restZ * (restX * (c - a) + fractionX * (d - b)) + fractionZ * (restX * (g - e) + fractionX * (h - f));
        double z =
                restY * (restX * (e - a) + fractionX * (f - b)) + fractionY * (restX * (g - c) + fractionX * (h - d));
        places.addGradient(gradient * x, gradient * y, gradient * z);
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

    private double weight(int corner) {
        return along(fractionX, corner & 1) * along(fractionY, corner >> 1 & 1) * along(fractionZ, corner >> 2);
    }

    private static double along(double fraction, int side) {
        return side == 0 ? 1 - fraction : fraction;
    }
}
