package org.stn4j.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How far the picture that a network is given remains a picture: for one layer, which channel of the input each channel
 * of its output shows. Empty where they are features.
 *
 * <p>Layers that move, drop or average pixels leave a picture; those that compute something of it do not.
 */
public final class PictureChannels {
    private PictureChannels() {}

    /**
     * The spatial transformers that look at a picture, by path.
     *
     * @return for each the input's channels that its channels show, in the order of its channels
     */
    public static Map<String, List<Integer>> ofTransformers(Network network) {
        Map<String, List<Integer>> found = new LinkedHashMap<>();
        List<Integer> all =
                IntStream.range(0, network.input().channels()).boxed().toList();
        sequence("", network.layers(), all, found);
        return Collections.unmodifiableMap(found);
    }

    private static List<Integer> sequence(
            String prefix, List<Layer> layers, List<Integer> channels, Map<String, List<Integer>> found) {
        List<Integer> shown = channels;
        for (int i = 0; i < layers.size(); i++) {
            shown = layers.get(i).match(new Output(Shapes.path(prefix, i, layers.get(i)), shown, found));
        }
        return shown;
    }

    /** What a layer's output shows; notes the transformers on the way. */
    private record Output(String path, List<Integer> input, Map<String, List<Integer>> found)
            implements Layer.Cases<List<Integer>> {

        @Override
        public List<Integer> convolution(Layer.Convolution layer) {
            return List.of();
        }

        @Override
        public List<Integer> maxPool(Layer.MaxPool layer) {
            return input;
        }

        @Override
        public List<Integer> averagePool(Layer.AveragePool layer) {
            return input;
        }

        @Override
        public List<Integer> globalAveragePool(Layer.GlobalAveragePool layer) {
            return List.of();
        }

        @Override
        public List<Integer> dense(Layer.Dense layer) {
            return List.of();
        }

        @Override
        public List<Integer> relu(Layer.Relu layer) {
            return List.of();
        }

        @Override
        public List<Integer> batchNorm(Layer.BatchNorm layer) {
            return List.of();
        }

        @Override
        public List<Integer> instanceNorm(Layer.InstanceNorm layer) {
            return List.of();
        }

        @Override
        public List<Integer> dropout(Layer.Dropout layer) {
            return input;
        }

        @Override
        public List<Integer> select(Layer.Select layer) {
            return input.isEmpty() ? input : input.subList(layer.first(), layer.first() + layer.count());
        }

        @Override
        public List<Integer> parallel(Layer.Parallel layer) {
            List<Integer> joined = new ArrayList<>();
            boolean picture = true;
            for (int i = 0; i < layer.branches().size(); i++) {
                List<Integer> branch =
                        sequence(Shapes.branch(path, i), layer.branches().get(i), input, found);
                joined.addAll(branch);
                picture &= !branch.isEmpty();
            }
            return picture ? List.copyOf(joined) : List.of();
        }

        @Override
        public List<Integer> spatialTransformer(Layer.SpatialTransformer layer) {
            sequence(Shapes.localisation(path), layer.localisation(), input, found);
            if (!input.isEmpty()) {
                found.put(path, List.copyOf(input));
            }
            return input;
        }

        @Override
        public List<Integer> glimpses(Layer.Glimpses layer) {
            List<Integer> features = sequence(Shapes.localisation(path), layer.localisation(), input, found);
            List<Integer> joined = new ArrayList<>();
            for (int i = 0; i < layer.transformers().size(); i++) {
                Layer.SpatialTransformer transformer = layer.transformers().get(i);
                String inner = Shapes.path(Shapes.transformers(path), i, transformer);
                sequence(Shapes.localisation(inner), transformer.localisation(), features, found);
                if (!input.isEmpty()) {
                    found.put(inner, List.copyOf(input));
                }
                joined.addAll(input);
            }
            return List.copyOf(joined);
        }

        /** Each slice shows something of several others. */
        @Override
        public List<Integer> volumeTransformer(Layer.VolumeTransformer layer) {
            sequence(Shapes.localisation(path), layer.localisation(), input, found);
            return List.of();
        }
    }
}
