package org.stn4j.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.volume.VolumeGeometry;
import org.stn4j.warp.volume.VolumeSize;

/** The output shape of one layer for one input shape, noting the steps within it. */
record Inference(String path, Shape input, List<Shapes.Step> steps) implements Layer.Cases<Shape> {

    static Shape sequence(String prefix, List<Layer> layers, Shape input, List<Shapes.Step> steps) {
        Shape shape = input;
        for (int i = 0; i < layers.size(); i++) {
            shape = step(Shapes.path(prefix, i, layers.get(i)), layers.get(i), shape, steps);
        }
        return shape;
    }

    private static Shape step(String path, Layer layer, Shape input, List<Shapes.Step> steps) {
        List<Shapes.Step> inner = new ArrayList<>();
        Shape output = layer.match(new Inference(path, input, inner));
        steps.add(new Shapes.Step(path, layer, input, output));
        steps.addAll(inner);
        return output;
    }

    @Override
    public Shape convolution(Layer.Convolution layer) {
        weights((double) layer.filters() * input.channels() * layer.kernel() * layer.kernel());
        int kernel = layer.kernel();
        long height = input.height() + 2L * layer.padding();
        long width = input.width() + 2L * layer.padding();
        if (kernel > height || kernel > width) {
            String padded = layer.padding() == 0 ? "" : " padded by " + layer.padding();
            throw misfit("a " + kernel + "x" + kernel + " kernel does not fit its input " + input + padded
                    + "; use a smaller kernel or pool less before it");
        }
        return size(() -> new Shape(
                layer.filters(),
                Math.toIntExact((height - kernel) / layer.stride() + 1),
                Math.toIntExact((width - kernel) / layer.stride() + 1)));
    }

    @Override
    public Shape maxPool(Layer.MaxPool layer) {
        return pool(layer.size(), layer.stride());
    }

    @Override
    public Shape averagePool(Layer.AveragePool layer) {
        return pool(layer.size(), layer.stride());
    }

    @Override
    public Shape globalAveragePool(Layer.GlobalAveragePool layer) {
        return Shape.vector(input.channels());
    }

    private Shape pool(int window, int stride) {
        if (window > input.height() || window > input.width()) {
            throw misfit("a " + window + "x" + window + " window does not fit its input " + input
                    + "; use a smaller window or pool less before it");
        }
        return new Shape(
                input.channels(), (input.height() - window) / stride + 1, (input.width() - window) / stride + 1);
    }

    @Override
    public Shape dense(Layer.Dense layer) {
        weights((double) layer.units() * input.values());
        return Shape.vector(layer.units());
    }

    @Override
    public Shape relu(Layer.Relu layer) {
        return input;
    }

    @Override
    public Shape batchNorm(Layer.BatchNorm layer) {
        return input;
    }

    @Override
    public Shape instanceNorm(Layer.InstanceNorm layer) {
        if (input.height() * input.width() == 1) {
            throw misfit("there is one value of each channel in its input " + input
                    + ", which has no deviation; put it before the first dense layer");
        }
        return input;
    }

    @Override
    public Shape dropout(Layer.Dropout layer) {
        return input;
    }

    @Override
    public Shape select(Layer.Select layer) {
        if ((long) layer.first() + layer.count() > input.channels()) {
            throw misfit("channels " + layer.first() + " to " + ((long) layer.first() + layer.count() - 1)
                    + " are not all in its input " + input + "; its channels are 0 to " + (input.channels() - 1));
        }
        return new Shape(layer.count(), input.height(), input.width());
    }

    @Override
    public Shape parallel(Layer.Parallel layer) {
        Shape joined = null;
        for (int i = 0; i < layer.branches().size(); i++) {
            Shape output = sequence(Shapes.branch(path, i), layer.branches().get(i), input, steps);
            joined = join(joined, output, "branch " + i, "branches");
        }
        return joined;
    }

    /** @param before what is joined already, null for nothing */
    private Shape join(Shape before, Shape next, String what, String all) {
        if (before == null) {
            return next;
        }
        if (before.height() != next.height() || before.width() != next.width()) {
            throw misfit(what + " makes " + next + ", which cannot be joined to the " + before + " before it; give all "
                    + all + " the same height and width");
        }
        return size(
                () -> new Shape(Math.addExact(before.channels(), next.channels()), before.height(), before.width()));
    }

    @Override
    public Shape spatialTransformer(Layer.SpatialTransformer layer) {
        return transformer(layer, input);
    }

    /** @param features what its localisation network is given */
    private Shape transformer(Layer.SpatialTransformer layer, Shape features) {
        ImageSize output = layer.outputSize(input);
        Shape seen = sequence(Shapes.localisation(path), layer.localisation(), features, steps);
        if (layer.repeat() > 1 && steps.stream().anyMatch(step -> step.layer() instanceof Layer.SpatialTransformer)) {
            throw misfit("it is repeated, and a transformer in its localisation network would look somewhere else each"
                    + " time; leave out one of the two");
        }
        Layer.Dense theta = size(() -> new Layer.Dense(layer.transform().parameterCount(output)));
        if (!layer.start().isEmpty()) {
            checkStart(layer, output);
        }
        step(Shapes.theta(path), theta, seen, steps);
        return size(() -> new Shape(input.channels(), output.height(), output.width()));
    }

    private void checkStart(Layer.SpatialTransformer layer, ImageSize output) {
        try {
            layer.startTheta(output);
        } catch (IllegalArgumentException e) {
            throw misfit(e.getMessage());
        }
    }

    @Override
    public Shape glimpses(Layer.Glimpses layer) {
        Shape features = sequence(Shapes.localisation(path), layer.localisation(), input, steps);
        Shape joined = null;
        for (int i = 0; i < layer.transformers().size(); i++) {
            Layer.SpatialTransformer transformer = layer.transformers().get(i);
            String inner = Shapes.path(Shapes.transformers(path), i, transformer);
            List<Shapes.Step> within = new ArrayList<>();
            Shape output = new Inference(inner, input, within).transformer(transformer, features);
            steps.add(new Shapes.Step(inner, transformer, input, output));
            steps.addAll(within);
            joined = join(joined, output, "transformer " + i, "transformers");
        }
        return joined;
    }

    @Override
    public Shape volumeTransformer(Layer.VolumeTransformer layer) {
        Shape seen = sequence(Shapes.localisation(path), layer.localisation(), input, steps);
        step(Shapes.theta(path), new Layer.Dense(VolumeGeometry.PARAMETERS), seen, steps);
        VolumeSize output = layer.geometry(input).output();
        return new Shape(output.depth(), output.height(), output.width());
    }

    private void weights(double count) {
        if (count > Integer.MAX_VALUE) {
            throw misfit("its weights for the input " + input + " are more than 2^31-1 values; make it smaller");
        }
    }

    /** Puts the path before the message of a size that is out of range. */
    private <T> T size(Supplier<T> sizes) {
        try {
            return sizes.get();
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw misfit("its output for the input " + input + " is too large; " + e.getMessage());
        }
    }

    private IllegalArgumentException misfit(String message) {
        return new IllegalArgumentException("layer " + path + ": " + message);
    }
}
