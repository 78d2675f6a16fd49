package org.stn4j.nn.torch;

import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.file.RawTensor;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ThinPlateSpline;

/** What sampling grids have in common for all images; each tensor lives until it is closed. */
final class GridConstants {
    private GridConstants() {}

    static Tensor matrix(float[][] rows, Device device) {
        return Scopes.permanent(() -> Memory.tensor(raw(rows)).to(device, torch.ScalarType.Float));
    }

    /** Rows of equal length, in Java's memory. */
    static RawTensor raw(float[][] rows) {
        float[] values = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, values, i * rows[0].length, rows[0].length);
        }
        return RawTensor.of(List.of(rows.length, rows[0].length), values);
    }

    /** x, y and 1 of each output pixel, in normalised coordinates: {@code [H'·W', 3]}. */
    static Tensor homogeneous(Geometry geometry, Device device) {
        int width = geometry.output().width();
        float[][] places = new float[geometry.output().pixels()][];
        for (int i = 0; i < places.length; i++) {
            double[] place = place(geometry, i % width, i / width);
            places[i] = new float[] {(float) place[0], (float) place[1], 1};
        }
        return matrix(places, device);
    }

    private static double[] place(Geometry geometry, int column, int row) {
        return new double[] {
            geometry.outputOffsetX(column) / geometry.outputScaleX(),
            geometry.outputOffsetY(row) / geometry.outputScaleY()
        };
    }

    /** How much each control point of a thin-plate spline moves each output pixel, {@code [K², H'·W']}. */
    static Tensor splineBasis(ThinPlateSpline spline, Geometry geometry, Device device) {
        int points = spline.lattice() * spline.lattice();
        float[] basis = spline.basis(geometry);
        return Scopes.permanent(
                () -> Memory.tensor(basis, points, geometry.output().pixels()).to(device, torch.ScalarType.Float));
    }
}
