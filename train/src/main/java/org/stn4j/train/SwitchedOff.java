package org.stn4j.train;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Model;
import org.stn4j.nn.Shapes;
import org.stn4j.nn.TensorData;
import org.stn4j.warp.volume.VolumeGeometry;

/**
 * A model whose transformers look at their whole input as it is, whatever their localisation networks saw: what the
 * transformers are worth shows when they are gone.
 *
 * <p>All other weights stay; they were learned for what the transformers show. So the difference is what this network
 * owes to them, not what a network without would reach that was trained so; for that, train one.
 */
final class SwitchedOff {
    private SwitchedOff() {}

    /** Paths of a model's transformers, in the order of the network. */
    static List<String> transformers(Model model) {
        return Shapes.infer(model.network()).steps().stream()
                .filter(step -> identity(step).isPresent())
                .map(Shapes.Step::path)
                .toList();
    }

    /** The model with the transformers of these paths as the identity. */
    static Model of(Model model, Collection<String> paths) {
        Map<String, TensorData> weights = new LinkedHashMap<>(model.weights());
        List<String> left = new ArrayList<>(paths);
        for (Shapes.Step step : Shapes.infer(model.network()).steps()) {
            Optional<float[]> still = identity(step);
            if (still.isPresent() && left.remove(step.path())) {
                String theta = Shapes.theta(step.path());
                float[] identity = still.get();
                TensorData weight = weights.get(theta + "/weight");
                weights.put(theta + "/weight", new TensorData(weight.shape(), new float[weight.values().length]));
                weights.put(theta + "/bias", new TensorData(List.of(identity.length), identity));
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("the network has no transformer " + left.get(0));
        }
        return new Model(model.network(), model.labels(), model.preprocessing(), model.provenance(), weights);
    }

    /** θ with which a layer changes nothing, if it is a transformer. */
    private static Optional<float[]> identity(Shapes.Step step) {
        if (step.layer() instanceof Layer.SpatialTransformer layer) {
            return Optional.of(layer.transform().identity(layer.outputSize(step.input())));
        }
        return step.layer() instanceof Layer.VolumeTransformer
                ? Optional.of(VolumeGeometry.identity())
                : Optional.empty();
    }
}
