package org.stn4j.nn.torch;

import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.MatrixForm;
import org.stn4j.warp.Flow;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.Projective;
import org.stn4j.warp.ThinPlateSpline;
import org.stn4j.warp.Transform;

/** θ to a sampling grid in normalised coordinates by libtorch's operators: {@code [N, P]} to {@code [N, H', W', 2]}. */
interface SamplingGrid extends AutoCloseable {

    /** The grid of each image; temporaries belong to the innermost scope. */
    Tensor of(Tensor theta);

    @Override
    void close();

    /**
     * The grid of a family.
     *
     * @throws IllegalArgumentException if libtorch's operators cannot express it
     */
    static SamplingGrid of(Transform transform, Geometry geometry, Device device) {
        Optional<MatrixForm> matrix = MatrixForm.of(transform);
        if (matrix.isPresent()) {
            return new AffineGrid(geometry, device, matrix.get());
        }
        if (transform instanceof Projective) {
            return new ProjectiveGrid(geometry, device);
        }
        if (transform instanceof ThinPlateSpline spline) {
            return new SplineGrid(spline, geometry, device);
        }
        if (transform instanceof Flow) {
            return new FlowGrid(geometry, device);
        }
        throw new IllegalArgumentException(
                "the transform '" + transform.name() + "' is not one of this library's, and so runs on the CPU only");
    }

    /** Families linear in the 2×3 matrix: {@code θ·selection + constant} is that matrix. */
    final class AffineGrid implements SamplingGrid {
        private final Geometry geometry;
        private final Tensor selection;
        private final Tensor constant;

        AffineGrid(Geometry geometry, Device device, MatrixForm matrix) {
            this.geometry = geometry;
            this.selection = GridConstants.matrix(matrix.selection(), device);
            this.constant = GridConstants.matrix(new float[][] {matrix.constant()}, device);
        }

        @Override
        public Tensor of(Tensor theta) {
            Tensor matrix = torch.addmm(constant, theta, selection).view(-1, 2, 3);
            long height = geometry.output().height();
            long width = geometry.output().width();
            return torch.affine_grid_generator(
                    matrix, new long[] {theta.size(0), 1, height, width}, geometry.alignCorners());
        }

        @Override
        public void close() {
            selection.close();
            constant.close();
        }
    }

    /** The view of a plane: {@code (x, y, 1)·Hᵀ}, divided by its third component. */
    final class ProjectiveGrid implements SamplingGrid {
        private final Geometry geometry;
        /** {@code [H'·W', 3]}: x, y, 1 of each output pixel. */
        private final Tensor places;

        ProjectiveGrid(Geometry geometry, Device device) {
            this.geometry = geometry;
            this.places = GridConstants.homogeneous(geometry, device);
        }

        @Override
        public Tensor of(Tensor theta) {
            Tensor last = torch.ones_like(theta.narrow(1, 0, 1));
            Tensor homography = torch.cat(new TensorVector(theta, last), 1).view(-1, 3, 3);
            Tensor mapped = torch.matmul(places, homography.transpose(1, 2));
            Tensor w = mapped.narrow(2, 2, 1);
            Tensor undefined = w.eq(new Scalar(0));
            // Both branches of a where are differentiated: the division must be harmless where it is not used.
            Tensor xy = mapped.narrow(2, 0, 2).div(w.masked_fill(undefined, new Scalar(1)));
            Tensor farOutside = xy.masked_fill(undefined, new Scalar(1e6));
            return farOutside.view(
                    -1, geometry.output().height(), geometry.output().width(), 2);
        }

        @Override
        public void close() {
            places.close();
        }
    }

    /** A product of the control points' places with a matrix that depends on the lattice and the output alone. */
    final class SplineGrid implements SamplingGrid {
        private final Geometry geometry;
        /** {@code [K², H'·W']}. */
        private final Tensor basis;

        SplineGrid(ThinPlateSpline spline, Geometry geometry, Device device) {
            this.geometry = geometry;
            this.basis = GridConstants.splineBasis(spline, geometry, device);
        }

        @Override
        public Tensor of(Tensor theta) {
            Tensor xy = torch.matmul(theta.view(theta.size(0), 2, theta.size(1) / 2), basis);
            return xy.transpose(1, 2)
                    .reshape(-1, geometry.output().height(), geometry.output().width(), 2);
        }

        @Override
        public void close() {
            basis.close();
        }
    }

    /** Each output pixel's own place, moved. */
    final class FlowGrid implements SamplingGrid {
        private final Geometry geometry;
        private final Tensor places;

        FlowGrid(Geometry geometry, Device device) {
            this.geometry = geometry;
            this.places = GridConstants.homogeneous(geometry, device);
        }

        @Override
        public Tensor of(Tensor theta) {
            Tensor moves = theta.view(theta.size(0), 2, theta.size(1) / 2).transpose(1, 2);
            return places.narrow(1, 0, 2)
                    .add(moves)
                    .view(-1, geometry.output().height(), geometry.output().width(), 2);
        }

        @Override
        public void close() {
            places.close();
        }
    }
}
