package org.stn4j.nn.torch;

import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.file.RawTensor;
import org.stn4j.warp.Geometry;

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

    /**
     * How much each control point of a thin-plate spline moves each output pixel, {@code [K², H'·W']}: libtorch solves
     * Bookstein's system (1989, eq. 7) for one unit value after another.
     */
    static Tensor splineBasis(int lattice, Geometry geometry, Device device) {
        int points = lattice * lattice;
        int width = geometry.output().width();
        double[][] controls = new double[points][];
        for (int k = 0; k < points; k++) {
            int column = k % lattice;
            int row = k / lattice;
            controls[k] = new double[] {2.0 * column / (lattice - 1) - 1, 2.0 * row / (lattice - 1) - 1};
        }
        double[] system = new double[(points + 3) * (points + 3)];
        for (int i = 0; i < points; i++) {
            double[] row = terms(controls, controls[i]);
            System.arraycopy(row, 0, system, i * (points + 3), points + 3);
            for (int j = points; j < points + 3; j++) {
                system[j * (points + 3) + i] = row[j];
            }
        }
        double[] places = new double[geometry.output().pixels() * (points + 3)];
        for (int i = 0; i < geometry.output().pixels(); i++) {
            double[] row = terms(controls, place(geometry, i % width, i / width));
            System.arraycopy(row, 0, places, i * (points + 3), points + 3);
        }
        return Scopes.permanent(() -> {
            Tensor inverse = torch.linalg_inv(doubles(system, points + 3));
            Tensor basis = torch.mm(doubles(places, points + 3), inverse.narrow(1, 0, points));
            return basis.t().contiguous().to(device, torch.ScalarType.Float);
        });
    }

    /** φ of the distance to each control point, then 1, x, y. */
    private static double[] terms(double[][] controls, double[] place) {
        double[] terms = new double[controls.length + 3];
        for (int k = 0; k < controls.length; k++) {
            double squared = Math.pow(place[0] - controls[k][0], 2) + Math.pow(place[1] - controls[k][1], 2);
            terms[k] = squared == 0 ? 0 : squared * Math.log(squared);
        }
        terms[controls.length] = 1;
        terms[controls.length + 1] = place[0];
        terms[controls.length + 2] = place[1];
        return terms;
    }

    private static Tensor doubles(double[] values, int columns) {
        Tensor tensor = torch.empty(
                new long[] {values.length / columns, columns}, new TensorOptions(torch.ScalarType.Double), null);
        tensor.data_ptr_double().put(values);
        return tensor;
    }
}
