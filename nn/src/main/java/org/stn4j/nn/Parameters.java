package org.stn4j.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * The weight tensors of a network: the one list that the libtorch builder, the summary and the model file agree on.
 *
 * <p>In the order of the layers; within a spatial transformer the localisation network first, then {@code theta}.
 */
public final class Parameters {
    private Parameters() {}

    /** All tensors of a network. */
    public static List<Parameter> of(Network network) {
        List<Parameter> all = new ArrayList<>();
        Shapes.infer(network).steps().forEach(step -> all.addAll(of(step)));
        return List.copyOf(all);
    }

    /** The tensors of one step alone; those of layers within it belong to steps of their own. */
    public static List<Parameter> of(Shapes.Step step) {
        return step.layer().match(new Tensors(step.path() + "/", step.input()));
    }

    private record Tensors(String prefix, Shape input) implements Layer.Cases<List<Parameter>> {

        @Override
        public List<Parameter> convolution(Layer.Convolution layer) {
            return List.of(
                    trained("weight", layer.filters(), input.channels(), layer.kernel(), layer.kernel()),
                    trained("bias", layer.filters()));
        }

        @Override
        public List<Parameter> dense(Layer.Dense layer) {
            return List.of(trained("weight", layer.units(), input.values()), trained("bias", layer.units()));
        }

        @Override
        public List<Parameter> batchNorm(Layer.BatchNorm layer) {
            return List.of(
                    trained("weight", input.channels()),
                    trained("bias", input.channels()),
                    statistic("running_mean", input.channels()),
                    statistic("running_var", input.channels()));
        }

        @Override
        public List<Parameter> instanceNorm(Layer.InstanceNorm layer) {
            return List.of(trained("weight", input.channels()), trained("bias", input.channels()));
        }

        @Override
        public List<Parameter> maxPool(Layer.MaxPool layer) {
            return List.of();
        }

        @Override
        public List<Parameter> averagePool(Layer.AveragePool layer) {
            return List.of();
        }

        @Override
        public List<Parameter> globalAveragePool(Layer.GlobalAveragePool layer) {
            return List.of();
        }

        @Override
        public List<Parameter> relu(Layer.Relu layer) {
            return List.of();
        }

        @Override
        public List<Parameter> dropout(Layer.Dropout layer) {
            return List.of();
        }

        @Override
        public List<Parameter> select(Layer.Select layer) {
            return List.of();
        }

        @Override
        public List<Parameter> parallel(Layer.Parallel layer) {
            return List.of();
        }

        @Override
        public List<Parameter> spatialTransformer(Layer.SpatialTransformer layer) {
            return List.of();
        }

        @Override
        public List<Parameter> glimpses(Layer.Glimpses layer) {
            return List.of();
        }

        @Override
        public List<Parameter> volumeTransformer(Layer.VolumeTransformer layer) {
            return List.of();
        }

        private Parameter trained(String name, Integer... shape) {
            return new Parameter(prefix + name, List.of(shape), true);
        }

        private Parameter statistic(String name, Integer... shape) {
            return new Parameter(prefix + name, List.of(shape), false);
        }
    }
}
