package org.stn4j.nn;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Transform;
import org.stn4j.warp.volume.VolumeGeometry;
import org.stn4j.warp.volume.VolumeSize;

/**
 * One layer of a {@link Network}, as a value: what it is and its settings, without weights.
 *
 * <p>The readers of this value are {@link Shapes}, {@link Parameters}, {@link NetworkYaml}, the libtorch builder and the
 * ONNX exporter. A new layer is one record and one method of {@link Cases}, and the compiler names each reader that does
 * not have it yet.
 */
public sealed interface Layer {

    /** The layer's name in network files and in paths, such as {@code convolution}. */
    String name();

    /** Hands this layer to the case of its kind. */
    <R> R match(Cases<R> cases);

    /**
     * One answer for each kind of layer; what a reader of networks implements, so that the compiler names a kind that it
     * forgets.
     */
    interface Cases<R> {
        R convolution(Convolution layer);

        R maxPool(MaxPool layer);

        R averagePool(AveragePool layer);

        R globalAveragePool(GlobalAveragePool layer);

        R dense(Dense layer);

        R relu(Relu layer);

        R batchNorm(BatchNorm layer);

        R instanceNorm(InstanceNorm layer);

        R dropout(Dropout layer);

        R select(Select layer);

        R parallel(Parallel layer);

        R spatialTransformer(SpatialTransformer layer);

        R glimpses(Glimpses layer);

        R volumeTransformer(VolumeTransformer layer);
    }

    /**
     * A convolution with bias: {@code [C, H, W]} to {@code [filters, H', W']}, {@code H' = (H + 2·padding - kernel) /
     * stride + 1} rounded down.
     *
     * @param filters number of output channels, at least 1
     * @param kernel rows and columns of a filter, at least 1
     * @param stride step between two places of the filter in pixels, at least 1
     * @param padding rows and columns of zeros on each side
     */
    record Convolution(int filters, int kernel, int stride, int padding) implements Layer {
        public Convolution {
            atLeastOne("the filters of a convolution", filters);
            atLeastOne("the kernel of a convolution", kernel);
            atLeastOne("the stride of a convolution", stride);
            if (padding < 0) {
                throw new IllegalArgumentException("the padding of a convolution is 0 or more, not " + padding);
            }
        }

        /** A convolution at every place where the filter fits. */
        public Convolution(int filters, int kernel) {
            this(filters, kernel, 1, 0);
        }

        @Override
        public String name() {
            return "convolution";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.convolution(this);
        }
    }

    /**
     * The largest value of each window: {@code [C, H, W]} to {@code [C, H', W']}, {@code H' = (H - size) / stride + 1}
     * rounded down.
     *
     * @param size rows and columns of the window, at least 1
     * @param stride step between two windows in pixels, at least 1
     */
    record MaxPool(int size, int stride) implements Layer {
        public MaxPool {
            atLeastOne("the size of a maxPool", size);
            atLeastOne("the stride of a maxPool", stride);
        }

        /** Windows side by side. */
        public MaxPool(int size) {
            this(size, size);
        }

        @Override
        public String name() {
            return "maxPool";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.maxPool(this);
        }
    }

    /**
     * The mean of each window; shapes as in {@link MaxPool}.
     *
     * @param size rows and columns of the window, at least 1
     * @param stride step between two windows in pixels, at least 1
     */
    record AveragePool(int size, int stride) implements Layer {
        public AveragePool {
            atLeastOne("the size of an averagePool", size);
            atLeastOne("the stride of an averagePool", stride);
        }

        /** Windows side by side. */
        public AveragePool(int size) {
            this(size, size);
        }

        @Override
        public String name() {
            return "averagePool";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.averagePool(this);
        }
    }

    /**
     * The mean of each channel: {@code [C, H, W]} to a vector of C features, for any height and width (Lin et al. 2014,
     * "Network in network", section 3.2).
     */
    record GlobalAveragePool() implements Layer {
        @Override
        public String name() {
            return "globalAveragePool";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.globalAveragePool(this);
        }
    }

    /**
     * An affine map of all values, with bias: any shape, read channel by channel and row by row, to a vector.
     *
     * @param units number of outputs, at least 1
     */
    record Dense(int units) implements Layer {
        public Dense {
            atLeastOne("the units of a dense layer", units);
        }

        @Override
        public String name() {
            return "dense";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dense(this);
        }
    }

    /** The rectifier max(0, x), value by value. */
    record Relu() implements Layer {
        @Override
        public String name() {
            return "relu";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.relu(this);
        }
    }

    /**
     * Batch normalisation of each channel, with a learned scale and shift; ε is 1e-5 and the running statistics take a
     * tenth of each batch's (Ioffe and Szegedy 2015).
     */
    record BatchNorm() implements Layer {
        @Override
        public String name() {
            return "batchNorm";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.batchNorm(this);
        }
    }

    /**
     * Instance normalisation: each channel of each image has its own mean subtracted and is divided by its own standard
     * deviation, in training and in use; a learned scale and shift of each channel follow, and ε is 1e-5 (Ulyanov, Vedaldi
     * and Lempitsky 2016). At the head of a localisation network it takes away how bright a picture is as a whole, which
     * says nothing of where to look. Its input has more than one row or column.
     */
    record InstanceNorm() implements Layer {
        @Override
        public String name() {
            return "instanceNorm";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.instanceNorm(this);
        }
    }

    /**
     * Sets values to zero at random while training, and scales up the others; does nothing afterwards.
     *
     * @param rate share of values set to zero, from 0 to below 1
     */
    record Dropout(double rate) implements Layer {
        public Dropout {
            if (!(rate >= 0 && rate < 1)) {
                throw new IllegalArgumentException("the rate of a dropout is a share from 0 to below 1, not " + rate);
            }
        }

        @Override
        public String name() {
            return "dropout";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropout(this);
        }
    }

    /**
     * Some neighbouring channels of the input, the others being dropped: {@code [C, H, W]} to {@code [count, H, W]}.
     *
     * @param first the first channel taken, from 0
     * @param count number of channels taken, at least 1
     */
    record Select(int first, int count) implements Layer {
        public Select {
            if (first < 0) {
                throw new IllegalArgumentException("the first channel of a select is 0 or more, not " + first);
            }
            atLeastOne("the count of a select", count);
        }

        @Override
        public String name() {
            return "select";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.select(this);
        }
    }

    /**
     * Several lists of layers side by side, all fed with the same input; their outputs, of equal height and width, are
     * joined channel after channel in the order of the branches.
     *
     * @param branches the lists, at least one; an empty one hands its input on
     */
    record Parallel(List<List<Layer>> branches) implements Layer {
        public Parallel {
            if (branches.isEmpty()) {
                throw new IllegalArgumentException("a parallel layer has at least one branch");
            }
            branches = branches.stream().map(List::copyOf).toList();
        }

        @Override
        public String name() {
            return "parallel";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.parallel(this);
        }
    }

    /**
     * A spatial transformer (Jaderberg et al. 2015, section 3): a localisation network looks at the input and says
     * where to look, and the input is sampled there; {@code [C, H, W]} to {@code [C, H', W']}.
     *
     * <p>The localisation network is followed by one more dense layer, which makes θ and is never listed: it starts
     * with zero weights, and with the identity as bias or whatever else it is told to start from.
     *
     * <p>One that is repeated looks again, with the same localisation network, at the input as it is warped so far (at the
     * input's size), and what it answers moves the picture further. Parameters are composed, and at the end the input is
     * sampled once: what left the picture on the way comes back, and nothing is blurred twice (Lin and Lucey 2017).
     *
     * @param transform family of maps that θ is a parameter of
     * @param localisation layers of the localisation network, without the θ layer
     * @param output rows and columns of the output, the input's if empty
     * @param interpolation how values between pixels are read
     * @param padding what lies outside the image
     * @param alignCorners whether -1 and 1 are the centres of the corner pixels, not their outer edges
     * @param start θ before anything is learned, {@code [P]}; the identity if empty
     * @param repeat how often it looks, from 1 to {@value #MOST_REPEATS}; above 1 it starts as the identity, its transform
     *     has a {@linkplain Transform#composition composition}, and its localisation network no transformer inside
     */
    record SpatialTransformer(
            Transform transform,
            List<Layer> localisation,
            Optional<ImageSize> output,
            Interpolation interpolation,
            Padding padding,
            boolean alignCorners,
            List<Float> start,
            int repeat)
            implements Layer {
        /** Far more than is of use; each look costs as much as the first. */
        public static final int MOST_REPEATS = 16;

        public SpatialTransformer {
            Objects.requireNonNull(transform, "transform");
            Objects.requireNonNull(output, "output");
            Objects.requireNonNull(interpolation, "interpolation");
            Objects.requireNonNull(padding, "padding");
            localisation = List.copyOf(localisation);
            start = List.copyOf(start);
            for (float value : start) {
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "the start of a spatialTransformer is of finite numbers, not " + value);
                }
            }
            if (repeat < 1 || repeat > MOST_REPEATS) {
                throw new IllegalArgumentException(
                        "the repeat of a spatialTransformer is from 1 to " + MOST_REPEATS + ", not " + repeat);
            }
            if (repeat > 1 && transform.composition().isEmpty()) {
                throw new IllegalArgumentException("a spatialTransformer of " + transform.name()
                        + " cannot be repeated: two such maps, one after the other, are not one of them; use translation,"
                        + " attention, similarity, affine or projective");
            }
            if (repeat > 1 && !start.isEmpty()) {
                throw new IllegalArgumentException(
                        "a repeated spatialTransformer starts as the identity; leave out its start or its repeat");
            }
        }

        /** A transformer that looks once, and starts as the identity. */
        public SpatialTransformer(
                Transform transform,
                List<Layer> localisation,
                Optional<ImageSize> output,
                Interpolation interpolation,
                Padding padding,
                boolean alignCorners) {
            this(transform, localisation, output, interpolation, padding, alignCorners, List.of(), 1);
        }

        /** A bilinear transformer with zeros outside. */
        public SpatialTransformer(Transform transform, List<Layer> localisation, Optional<ImageSize> output) {
            this(transform, localisation, output, Interpolation.BILINEAR, Padding.ZEROS, false);
        }

        /** The same one with another start. */
        public SpatialTransformer startingAt(Float... theta) {
            return new SpatialTransformer(
                    transform, localisation, output, interpolation, padding, alignCorners, List.of(theta), repeat);
        }

        /** The same one, looking so many times. */
        public SpatialTransformer repeated(int times) {
            return new SpatialTransformer(
                    transform, localisation, output, interpolation, padding, alignCorners, start, times);
        }

        /**
         * θ before anything is learned, for an output of some size.
         *
         * @throws IllegalArgumentException if there is a start of another length; one line
         */
        public float[] startTheta(ImageSize size) {
            if (start.isEmpty()) {
                return transform.identity(size);
            }
            int parameters = transform.parameterCount(size);
            if (start.size() != parameters) {
                throw new IllegalArgumentException("its start has " + start.size() + " numbers, and " + transform.name()
                        + " has " + parameters + " parameters");
            }
            float[] theta = new float[start.size()];
            for (int i = 0; i < theta.length; i++) {
                theta[i] = start.get(i);
            }
            return theta;
        }

        /** Rows and columns of the output for this input. */
        public ImageSize outputSize(Shape input) {
            return output.orElseGet(input::image);
        }

        @Override
        public String name() {
            return "spatialTransformer";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.spatialTransformer(this);
        }
    }

    /**
     * Several spatial transformers that look at one image and share what a localisation network sees in it, such as one
     * for each part of a thing (Jaderberg et al. 2015, section 4.3); what they make, of equal height and width, is joined
     * channel after channel: {@code [C, H, W]} to {@code [transformers·C, H', W']}.
     *
     * @param localisation layers of the localisation network that they share
     * @param transformers at least one; their own localisation layers, if any, are fed with what is shared, which is of the
     *     image as it is: so none of them is repeated
     */
    record Glimpses(List<Layer> localisation, List<SpatialTransformer> transformers) implements Layer {
        public Glimpses {
            if (transformers.isEmpty()) {
                throw new IllegalArgumentException("a glimpses layer has at least one transformer");
            }
            if (transformers.stream().anyMatch(transformer -> transformer.repeat() > 1)) {
                throw new IllegalArgumentException(
                        "the transformers of a glimpses layer look once, at what they share; leave out their repeat");
            }
            localisation = List.copyOf(localisation);
            transformers = List.copyOf(transformers);
        }

        @Override
        public String name() {
            return "glimpses";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.glimpses(this);
        }
    }

    /**
     * A spatial transformer of volumes (Jaderberg et al. 2015, appendix A.3): the channels of its input are the slices of
     * one volume, which is moved by a 3×4 affine map; {@code [D, H, W]} to {@code [D', H', W']}.
     *
     * <p>Its θ layer is as that of a {@link SpatialTransformer}. A convolution of 1×1 behind it is a projection along the
     * depth, with a weight for each slice.
     *
     * @param localisation layers of the localisation network, without the θ layer; they see slices as channels
     * @param output slices, rows and columns of the output, the input's if empty
     * @param interpolation how values between voxels are read; not bicubic
     * @param padding what lies outside the volume
     * @param alignCorners whether -1 and 1 are the centres of the corner voxels, not their outer faces
     */
    record VolumeTransformer(
            List<Layer> localisation,
            Optional<VolumeSize> output,
            Interpolation interpolation,
            Padding padding,
            boolean alignCorners)
            implements Layer {
        public VolumeTransformer {
            Objects.requireNonNull(output, "output");
            Objects.requireNonNull(padding, "padding");
            if (interpolation == Interpolation.BICUBIC) {
                throw new IllegalArgumentException(
                        "the interpolation of a volumeTransformer is bilinear (in all three directions) or nearest");
            }
            localisation = List.copyOf(localisation);
        }

        /** A trilinear transformer with zeros outside. */
        public VolumeTransformer(List<Layer> localisation, Optional<VolumeSize> output) {
            this(localisation, output, Interpolation.BILINEAR, Padding.ZEROS, false);
        }

        /** The sizes of its volumes for this input. */
        public VolumeGeometry geometry(Shape input) {
            VolumeSize size = new VolumeSize(input.channels(), input.height(), input.width());
            return new VolumeGeometry(size, output.orElse(size), alignCorners);
        }

        @Override
        public String name() {
            return "volumeTransformer";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.volumeTransformer(this);
        }
    }

    private static void atLeastOne(String what, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be 1 or more, not " + number);
        }
    }
}
