package org.stn4j.bench;

import static org.bytedeco.pytorch.global.torch.affine_grid_generator;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.stack;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.Transforms;
import org.stn4j.warp.Warp;

/**
 * The sampling grid {@code [N, H, W, 2]} of a family by libtorch's operators, with whatever does not depend on θ computed
 * beforehand.
 */
interface TorchGrid extends AutoCloseable {

    Tensor of(Tensor theta);

    @Override
    void close();

    static TorchGrid of(KernelShape shape) {
        return switch (shape.transform().split(":", 2)[0]) {
            case "affine" -> new AffineGrid(shape);
            case "projective" -> new ProjectiveGrid(shape);
            case "tps" -> new SplineGrid(shape);
            default -> throw new IllegalArgumentException("libtorch's side knows no '" + shape.transform() + "'");
        };
    }

    record AffineGrid(KernelShape shape) implements TorchGrid {
        @Override
        public Tensor of(Tensor theta) {
            long[] size = {
                shape.images(),
                shape.channels(),
                shape.output().height(),
                shape.output().width()
            };
            return affine_grid_generator(theta.view(shape.images(), 2, 3), size, false);
        }

        @Override
        public void close() {}
    }

    /** A 3×3 matrix times the homogeneous places, divided by the last coordinate. */
    record ProjectiveGrid(KernelShape shape, Tensor places, Tensor one) implements TorchGrid {
        ProjectiveGrid(KernelShape shape) {
            this(shape, homogeneousPlaces(shape), ones(shape.images(), 1));
        }

        private static Tensor homogeneousPlaces(KernelShape shape) {
            float[][] xy = normalisedPlaces(shape, Transforms.named("affine"), new float[] {1, 0, 0, 0, 1, 0});
            int n = xy[0].length;
            float[] values = new float[3 * n];
            for (int i = 0; i < n; i++) {
                values[i] = xy[0][i];
                values[n + i] = xy[1][i];
                values[2 * n + i] = 1;
            }
            return tensor(values, 3, n);
        }

        @Override
        public Tensor of(Tensor theta) {
            Tensor matrix = cat(new TensorVector(theta, one), 1).view(shape.images(), 3, 3);
            Tensor mapped = matrix.matmul(places);
            Tensor xy = mapped.narrow(1, 0, 2).div(mapped.narrow(1, 2, 1));
            return xy.transpose(1, 2)
                    .view(
                            shape.images(),
                            shape.output().height(),
                            shape.output().width(),
                            2);
        }

        @Override
        public void close() {
            places.close();
            one.close();
        }
    }

    /** The control points times the spline's basis, which is fixed. */
    record SplineGrid(KernelShape shape, Tensor basis) implements TorchGrid {
        SplineGrid(KernelShape shape) {
            this(shape, basis(shape));
        }

        private static Tensor basis(KernelShape shape) {
            var spline = Transforms.named(shape.transform());
            float[] identity = spline.identity(shape.output());
            float[][] start = normalisedPlaces(shape, spline, identity);
            int points = identity.length / 2;
            int n = start[0].length;
            // Straight into libtorch's memory: for a large image it is a gigabyte.
            Tensor basis = empty(points, n);
            FloatBuffer values = WarpData.buffer(basis);
            for (int k = 0; k < points; k++) {
                float[] theta = identity.clone();
                theta[k] += 1;
                float[][] moved = normalisedPlaces(shape, spline, theta);
                for (int i = 0; i < n; i++) {
                    moved[0][i] -= start[0][i];
                }
                values.put(k * n, moved[0]);
            }
            return basis;
        }

        @Override
        public Tensor of(Tensor theta) {
            long points = basis.size(0);
            Tensor xy = theta.view(shape.images(), 2, points).matmul(basis);
            return stack(new TensorVector(xy.select(1, 0), xy.select(1, 1)), 2)
                    .view(
                            shape.images(),
                            shape.output().height(),
                            shape.output().width(),
                            2);
        }

        @Override
        public void close() {
            basis.close();
        }
    }

    private static float[][] normalisedPlaces(KernelShape shape, org.stn4j.warp.Transform transform, float[] theta) {
        Geometry geometry = new Geometry(shape.output(), shape.output(), false);
        float[][] places = new Warp(transform, geometry).coordinates(theta);
        for (int i = 0; i < places[0].length; i++) {
            places[0][i] = (float) ((places[0][i] - geometry.inputCentreX()) / geometry.inputScaleX());
            places[1][i] = (float) ((places[1][i] - geometry.inputCentreY()) / geometry.inputScaleY());
        }
        return places;
    }

    private static Tensor tensor(float[] values, long... sizes) {
        try (FloatPointer pointer = new FloatPointer(values);
                Tensor view = from_blob(pointer, sizes)) {
            return view.clone();
        }
    }
}
