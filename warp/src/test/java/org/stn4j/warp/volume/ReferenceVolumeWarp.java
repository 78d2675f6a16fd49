package org.stn4j.warp.volume;

import org.stn4j.warp.ContinuedPlane;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;

/**
 * The warp of volumes written down as its definition, in double precision and normalised coordinates, one sample at a
 * time, with nothing shared with the code under test: what finite differences are taken of.
 */
record ReferenceVolumeWarp(VolumeGeometry geometry, Interpolation interpolation, Padding padding) {

    double[] apply(double[] volume, int channels, double[] theta) {
        VolumeSize out = geometry.output();
        double[] output = new double[channels * out.voxels()];
        int i = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int slice = 0; slice < out.depth(); slice++) {
                for (int row = 0; row < out.height(); row++) {
                    for (int column = 0; column < out.width(); column++) {
                        output[i++] = sample(volume, channel, place(theta, slice, row, column));
                    }
                }
            }
        }
        return output;
    }

    /** Voxel coordinates of the place that an output voxel looks at: x, y, z. */
    double[] place(double[] t, int slice, int row, int column) {
        VolumeSize in = geometry.input();
        VolumeSize out = geometry.output();
        double x = normalised(column, out.width());
        double y = normalised(row, out.height());
        double z = normalised(slice, out.depth());
        return new double[] {
            voxel(t[0] * x + t[1] * y + t[2] * z + t[3], in.width()),
            voxel(t[4] * x + t[5] * y + t[6] * z + t[7], in.height()),
            voxel(t[8] * x + t[9] * y + t[10] * z + t[11], in.depth())
        };
    }

    private double normalised(int i, int n) {
        if (geometry.alignCorners()) {
            return n == 1 ? 0 : 2.0 * i / (n - 1) - 1;
        }
        return (2.0 * i + 1) / n - 1;
    }

    private double voxel(double coordinate, int n) {
        return geometry.alignCorners() ? (coordinate + 1) / 2 * (n - 1) : ((coordinate + 1) * n - 1) / 2;
    }

    private double sample(double[] volume, int channel, double[] place) {
        if (interpolation == Interpolation.NEAREST) {
            return at(volume, channel, (int) Math.rint(place[0]), (int) Math.rint(place[1]), (int) Math.rint(place[2]));
        }
        // Every voxel near enough to have a weight, as in eq. 5 with one factor more.
        double value = 0;
        for (int z = (int) Math.floor(place[2]); z <= Math.floor(place[2]) + 1; z++) {
            for (int y = (int) Math.floor(place[1]); y <= Math.floor(place[1]) + 1; y++) {
                for (int x = (int) Math.floor(place[0]); x <= Math.floor(place[0]) + 1; x++) {
                    value +=
                            tent(place[0] - x) * tent(place[1] - y) * tent(place[2] - z) * at(volume, channel, x, y, z);
                }
            }
        }
        return value;
    }

    private static double tent(double distance) {
        return Math.max(0, 1 - Math.abs(distance));
    }

    private double at(double[] volume, int channel, int x, int y, int z) {
        VolumeSize in = geometry.input();
        int column = ContinuedPlane.pixel(x, in.width(), padding, geometry.alignCorners());
        int row = ContinuedPlane.pixel(y, in.height(), padding, geometry.alignCorners());
        int slice = ContinuedPlane.pixel(z, in.depth(), padding, geometry.alignCorners());
        return column < 0 || row < 0 || slice < 0
                ? padding.value()
                : volume[((channel * in.depth() + slice) * in.height() + row) * in.width() + column];
    }
}
