package org.stn4j.warp.volume;

import java.nio.FloatBuffer;
import java.util.Objects;
import org.stn4j.warp.ChannelOrder;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.WarpBatch;
import org.stn4j.warp.WarpGradients;
import org.stn4j.warp.threads.Pool;
import org.stn4j.warp.threads.Workers;

/**
 * A differentiable warp of volumes under affine maps: every output voxel looks at a place in the input, and reads there
 * (Jaderberg et al. 2015, appendix A.3).
 *
 * <p><b>Convention.</b> Volumes are {@code [N, C, D, H, W]}, float32, θ is {@code [N, 12]}; see {@link VolumeGeometry}.
 * {@link Interpolation#BILINEAR} is trilinear here. The identity gives back the input bit for bit at equal size. The
 * results have the same bits for any number of threads.
 *
 * <p>Immutable and safe for use by many threads at once.
 */
public final class VolumeWarp {
    private final VolumeGeometry geometry;
    private final Interpolation interpolation;
    private final Padding padding;
    private final int threads;
    private final Pool<VoxelTaps> scratch;

    /** A trilinear warp with zeros outside, on all processors. */
    public VolumeWarp(VolumeGeometry geometry) {
        this(geometry, Interpolation.BILINEAR, Padding.ZEROS);
    }

    /**
     * A warp on all processors.
     *
     * @param interpolation trilinear or nearest; there is no tricubic one
     */
    public VolumeWarp(VolumeGeometry geometry, Interpolation interpolation, Padding padding) {
        this(geometry, interpolation, padding, Workers.defaultThreads());
    }

    private VolumeWarp(VolumeGeometry geometry, Interpolation interpolation, Padding padding, int threads) {
        if (interpolation == Interpolation.BICUBIC) {
            throw new IllegalArgumentException(
                    "volumes are read bilinear (in all three directions) or nearest, not bicubic");
        }
        this.geometry = geometry;
        this.interpolation = interpolation;
        this.padding = Objects.requireNonNull(padding, "padding");
        this.threads = threads;
        this.scratch = new Pool<>(() -> new VoxelTaps(geometry, padding, interpolation == Interpolation.NEAREST));
    }

    /** The same warp on at most so many threads, the caller's among them. */
    public VolumeWarp withThreads(int threads) {
        return new VolumeWarp(geometry, interpolation, padding, Workers.checked(threads));
    }

    public VolumeGeometry geometry() {
        return geometry;
    }

    /**
     * Warps one volume.
     *
     * @param volume {@code [C, D, H, W]}
     * @param theta {@code [12]}
     * @return a new array, {@code [C, D', H', W']}
     * @throws IllegalArgumentException if an array has another length; one line
     */
    public float[] apply(float[] volume, int channels, float[] theta) {
        int voxels = geometry.input().voxels();
        if (volume.length != (long) channels * voxels) {
            throw new IllegalArgumentException("the volume holds " + volume.length + " numbers; " + channels
                    + " channels of " + voxels + " voxels are " + (long) channels * voxels);
        }
        if (theta.length != VolumeGeometry.PARAMETERS) {
            throw new IllegalArgumentException("theta has " + VolumeGeometry.PARAMETERS
                    + " numbers, the upper three rows of a 4x4 matrix, not " + theta.length);
        }
        float[] output =
                new float[Math.multiplyExact(channels, geometry.output().voxels())];
        forward(
                new WarpBatch(1, channels, FloatBuffer.wrap(volume), FloatBuffer.wrap(theta)),
                FloatBuffer.wrap(output));
        return output;
    }

    /**
     * Warps a batch.
     *
     * @param batch the volumes, {@code [N, C, D, H, W]}, and θ, {@code [N, 12]}
     * @param output is written, {@code [N, C, D', H', W']}
     * @throws IllegalArgumentException if a buffer is too small, or the channels are last
     */
    public void forward(WarpBatch batch, FloatBuffer output) {
        check(batch);
        checkCapacity("output", output, batch, geometry.output().voxels());
        int slices = geometry.output().depth();
        Workers.run(threads, batch.images() * slices, scratch, (taps, task) -> {
            int image = task / slices;
            VolumePlaces places = places(batch, image, task % slices, task % slices + 1);
            while (places.next()) {
                taps.locate(places.x(), places.y(), places.z());
                for (int channel = 0; channel < batch.channels(); channel++) {
                    output.put(
                            outputStart(batch, image, channel) + places.voxel(),
                            taps.read(batch.input(), inputStart(batch, image, channel)));
                }
            }
        });
    }

    /**
     * Computes the gradient of a loss with respect to the volumes, the parameters, or both.
     *
     * @param outputGradient gradient of the loss with respect to the output, {@code [N, C, D', H', W']}
     * @param gradients what is wanted; is written
     * @throws IllegalArgumentException if a buffer is too small, or the channels are last
     */
    public void backward(WarpBatch batch, FloatBuffer outputGradient, WarpGradients gradients) {
        check(batch);
        checkCapacity(
                "output gradient", outputGradient, batch, geometry.output().voxels());
        if (gradients.input() != null) {
            checkCapacity(
                    "input gradient", gradients.input(), batch, geometry.input().voxels());
            backwardToInput(batch, outputGradient, gradients.input());
        }
        if (gradients.theta() != null) {
            checkTheta("theta gradient", gradients.theta(), batch);
            backwardToTheta(batch, outputGradient, gradients.theta());
        }
    }

    /** Channel by channel: no two tasks write to the same voxel, and each voxel's sum has one order. */
    private void backwardToInput(WarpBatch batch, FloatBuffer outputGradient, FloatBuffer gradient) {
        Workers.run(threads, batch.images() * batch.channels(), scratch, (taps, task) -> {
            int image = task / batch.channels();
            int channel = task % batch.channels();
            int start = inputStart(batch, image, channel);
            for (int i = 0; i < geometry.input().voxels(); i++) {
                gradient.put(start + i, 0);
            }
            VolumePlaces places = places(batch, image, 0, geometry.output().depth());
            while (places.next()) {
                taps.locate(places.x(), places.y(), places.z());
                taps.scatter(gradient, start, outputGradient.get(outputStart(batch, image, channel) + places.voxel()));
            }
        });
    }

    /** Slice by slice, each with sums of its own that are added in the order of the slices. */
    private void backwardToTheta(WarpBatch batch, FloatBuffer outputGradient, FloatBuffer gradient) {
        int slices = geometry.output().depth();
        double[][] sums = new double[batch.images() * slices][];
        Workers.run(threads, sums.length, scratch, (taps, task) -> {
            int image = task / slices;
            VolumePlaces places = places(batch, image, task % slices, task % slices + 1);
            while (places.next()) {
                taps.locate(places.x(), places.y(), places.z());
                for (int channel = 0; channel < batch.channels(); channel++) {
                    taps.addSlopes(
                            batch.input(),
                            inputStart(batch, image, channel),
                            outputGradient.get(outputStart(batch, image, channel) + places.voxel()),
                            places);
                }
            }
            sums[task] = places.sums();
        });
        for (int image = 0; image < batch.images(); image++) {
            double[] total = new double[VolumeGeometry.PARAMETERS];
            for (int slice = 0; slice < slices; slice++) {
                for (int i = 0; i < total.length; i++) {
                    total[i] += sums[image * slices + slice][i];
                }
            }
            places(batch, image, 0, 1).finish(total, gradient, image * VolumeGeometry.PARAMETERS);
        }
    }

    private VolumePlaces places(WarpBatch batch, int image, int firstSlice, int endSlice) {
        return new VolumePlaces(geometry, batch.theta(), image * VolumeGeometry.PARAMETERS, firstSlice, endSlice);
    }

    private int inputStart(WarpBatch batch, int image, int channel) {
        return (image * batch.channels() + channel) * geometry.input().voxels();
    }

    private int outputStart(WarpBatch batch, int image, int channel) {
        return (image * batch.channels() + channel) * geometry.output().voxels();
    }

    private void check(WarpBatch batch) {
        if (batch.order() != ChannelOrder.FIRST) {
            throw new IllegalArgumentException("volumes are read with the channels first, [N, C, D, H, W], not last");
        }
        checkCapacity("input", batch.input(), batch, geometry.input().voxels());
        checkTheta("theta", batch.theta(), batch);
    }

    private static void checkCapacity(String name, FloatBuffer buffer, WarpBatch batch, int voxels) {
        long needed = (long) batch.images() * batch.channels() * voxels;
        if (needed > Integer.MAX_VALUE || Objects.requireNonNull(buffer, name).limit() < needed) {
            throw new IllegalArgumentException("the " + name + " holds " + buffer.limit() + " numbers; "
                    + batch.images() + " volumes of " + batch.channels() + " channels of " + voxels + " voxels are "
                    + needed);
        }
    }

    private static void checkTheta(String name, FloatBuffer buffer, WarpBatch batch) {
        int needed = batch.images() * VolumeGeometry.PARAMETERS;
        if (Objects.requireNonNull(buffer, name).limit() < needed) {
            throw new IllegalArgumentException("the " + name + " holds " + buffer.limit() + " numbers; "
                    + batch.images() + " times " + VolumeGeometry.PARAMETERS + " parameters are " + needed);
        }
    }
}
