package org.stn4j.nn.frame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shapes;

/**
 * What lies between a network's input and a layer, as far as it moves pixels; empty behind features, and behind views of
 * different places that were joined.
 */
record Route(String path, Optional<List<Step>> before, Map<String, Optional<List<Step>>> found)
        implements Layer.Cases<Optional<List<Route.Step>>> {

    /** A layer that moves pixels or takes them together. */
    sealed interface Step {}

    /** A pooling. */
    record Pool(int size, int stride) implements Step {}

    /** A transformer, by its path. */
    record Transformer(String path) implements Step {}

    /**
     * The steps before each spatial transformer, by path, in the order in which they are run; the first step is nearest to
     * the input. Empty for a transformer that looks at no picture.
     */
    static Map<String, Optional<List<Step>>> ofTransformers(Network network) {
        Map<String, Optional<List<Step>>> found = new LinkedHashMap<>();
        sequence("", network.layers(), Optional.of(List.of()), found);
        return Collections.unmodifiableMap(found);
    }

    private static Optional<List<Step>> sequence(
            String prefix, List<Layer> layers, Optional<List<Step>> before, Map<String, Optional<List<Step>>> found) {
        Optional<List<Step>> steps = before;
        for (int i = 0; i < layers.size(); i++) {
            steps = layers.get(i).match(new Route(Shapes.path(prefix, i, layers.get(i)), steps, found));
        }
        return steps;
    }

    private Optional<List<Step>> with(Step step) {
        return before.map(steps -> {
            List<Step> longer = new ArrayList<>(steps);
            longer.add(step);
            return List.copyOf(longer);
        });
    }

    @Override
    public Optional<List<Step>> convolution(Layer.Convolution layer) {
        return Optional.empty();
    }

    @Override
    public Optional<List<Step>> maxPool(Layer.MaxPool layer) {
        return with(new Pool(layer.size(), layer.stride()));
    }

    @Override
    public Optional<List<Step>> averagePool(Layer.AveragePool layer) {
        return with(new Pool(layer.size(), layer.stride()));
    }

    @Override
    public Optional<List<Step>> globalAveragePool(Layer.GlobalAveragePool layer) {
        return Optional.empty();
    }

    @Override
    public Optional<List<Step>> dense(Layer.Dense layer) {
        return Optional.empty();
    }

    @Override
    public Optional<List<Step>> relu(Layer.Relu layer) {
        return before;
    }

    @Override
    public Optional<List<Step>> batchNorm(Layer.BatchNorm layer) {
        return before;
    }

    @Override
    public Optional<List<Step>> instanceNorm(Layer.InstanceNorm layer) {
        return before;
    }

    @Override
    public Optional<List<Step>> dropout(Layer.Dropout layer) {
        return before;
    }

    @Override
    public Optional<List<Step>> select(Layer.Select layer) {
        return before;
    }

    @Override
    public Optional<List<Step>> parallel(Layer.Parallel layer) {
        Optional<List<Step>> joined = Optional.empty();
        boolean same = true;
        for (int i = 0; i < layer.branches().size(); i++) {
            Optional<List<Step>> branch =
                    sequence(Shapes.branch(path, i), layer.branches().get(i), before, found);
            same &= i == 0 || branch.equals(joined);
            joined = branch;
        }
        return same ? joined : Optional.empty();
    }

    @Override
    public Optional<List<Step>> spatialTransformer(Layer.SpatialTransformer layer) {
        sequence(Shapes.localisation(path), layer.localisation(), before, found);
        found.put(path, before);
        return with(new Transformer(path));
    }

    @Override
    public Optional<List<Step>> glimpses(Layer.Glimpses layer) {
        Optional<List<Step>> features = sequence(Shapes.localisation(path), layer.localisation(), before, found);
        for (int i = 0; i < layer.transformers().size(); i++) {
            Layer.SpatialTransformer transformer = layer.transformers().get(i);
            String inner = Shapes.path(Shapes.transformers(path), i, transformer);
            sequence(Shapes.localisation(inner), transformer.localisation(), features, found);
            found.put(inner, before);
        }
        return Optional.empty();
    }

    /** Each slice shows something of several others. */
    @Override
    public Optional<List<Step>> volumeTransformer(Layer.VolumeTransformer layer) {
        sequence(Shapes.localisation(path), layer.localisation(), before, found);
        return Optional.empty();
    }
}
