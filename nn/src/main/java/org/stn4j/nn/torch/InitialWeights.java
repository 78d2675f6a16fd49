package org.stn4j.nn.torch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Parameter;
import org.stn4j.nn.Shapes;
import org.stn4j.nn.file.RawTensor;
import org.stn4j.warp.volume.VolumeGeometry;

/**
 * Where training starts: He et al.'s uniform weights (2015, eq. 10) before rectifiers, variance 1/inputs in the last
 * layer, no biases, and every spatial transformer at its start (zero weights, the identity as bias where it has
 * no other).
 */
final class InitialWeights {
    private final Map<String, Shapes.Step> steps = new HashMap<>();
    private final String lastWeights;

    InitialWeights(Network network) {
        Shapes shapes = Shapes.infer(network);
        shapes.steps().forEach(step -> steps.put(step.path(), step));
        lastWeights = shapes.steps().stream()
                .filter(step -> step.depth() == 0)
                .filter(step -> step.layer() instanceof Layer.Dense || step.layer() instanceof Layer.Convolution)
                .reduce((before, step) -> step)
                .map(Shapes.Step::path)
                .orElse("");
    }

    /** Draws from libtorch's generator where the values are random. */
    RawTensor of(Parameter parameter) {
        int slash = parameter.name().lastIndexOf('/');
        String path = parameter.name().substring(0, slash);
        String kind = parameter.name().substring(slash + 1);
        return RawTensor.of(parameter.shape(), values(parameter, path, kind));
    }

    private float[] values(Parameter parameter, String path, String kind) {
        int count = Math.toIntExact(parameter.values());
        boolean theta = path.endsWith("/theta");
        return switch (kind) {
            case "weight" -> {
                if (theta) {
                    yield new float[count];
                }
                Layer layer = steps.get(path).layer();
                yield layer instanceof Layer.BatchNorm || layer instanceof Layer.InstanceNorm
                        ? filled(count, 1)
                        : random(parameter.shape(), path.equals(lastWeights) ? 1 : 2, count);
            }
            case "bias" -> theta ? start(path) : new float[count];
            case "running_mean" -> new float[count];
            case "running_var" -> filled(count, 1);
            default -> throw new AssertionError(parameter.name());
        };
    }

    private float[] start(String thetaPath) {
        Shapes.Step step = steps.get(thetaPath.substring(0, thetaPath.length() - "/theta".length()));
        if (step.layer() instanceof Layer.VolumeTransformer) {
            return VolumeGeometry.identity();
        }
        Layer.SpatialTransformer layer = (Layer.SpatialTransformer) step.layer();
        return layer.startTheta(layer.outputSize(step.input()));
    }

    private static float[] random(List<Integer> shape, double gainSquared, int count) {
        int inputs = count / shape.get(0);
        return Memory.uniform(count, Math.sqrt(3 * gainSquared / inputs));
    }

    private static float[] filled(int count, float value) {
        float[] values = new float[count];
        java.util.Arrays.fill(values, value);
        return values;
    }
}
