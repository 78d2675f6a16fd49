package org.stn4j.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.Parameter;
import org.stn4j.nn.Parameters;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.TensorData;

/** Models with weights from a seed, whose transformers look somewhere else for every image. */
final class Models {
    private Models() {}

    /** A model that does something to its pixels before the network sees them. */
    static Model of(Network network, long seed) {
        int channels = network.input().channels();
        List<Float> mean = new ArrayList<>();
        List<Float> deviation = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            mean.add(0.4f + 0.05f * channel);
            deviation.add(0.3f + 0.1f * channel);
        }
        return of(network, new Preprocessing(mean, deviation), seed);
    }

    static Model of(Network network, Preprocessing preprocessing, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, float[]> starts = new LinkedHashMap<>();
        for (TransformerOutputs transformer : TransformerOutputs.of(network)) {
            starts.put(
                    transformer.path() + "/theta/bias",
                    transformer
                            .layer()
                            .transform()
                            .identity(transformer.output().image()));
        }
        Map<String, TensorData> weights = new LinkedHashMap<>();
        for (Parameter parameter : Parameters.of(network)) {
            float[] values = new float[(int) parameter.values()];
            double reach = reach(parameter);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (reach * (2 * random.nextDouble() - 1));
                if (parameter.name().endsWith("/running_var")) {
                    values[i] += 1;
                }
            }
            float[] start = starts.get(parameter.name());
            for (int i = 0; start != null && i < values.length; i++) {
                values[i] += start[i];
            }
            weights.put(parameter.name(), new TensorData(parameter.shape(), values));
        }
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < network.output().values(); i++) {
            labels.add("label " + i);
        }
        return new Model(network, labels, preprocessing, Map.of("data", "none: \"drawn\" — ü"), weights);
    }

    private static double reach(Parameter parameter) {
        if (parameter.name().contains("/theta/")) {
            return parameter.name().endsWith("/bias")
                    ? 0.2
                    : 0.3 / Math.sqrt(parameter.shape().get(1));
        }
        long inputs =
                parameter.shape().stream().skip(1).mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        return parameter.shape().size() < 2 ? 0.5 : 1.5 / Math.sqrt((double) inputs);
    }

    /** Pictures of smooth noise, from 0 to 1. */
    static float[] pictures(Network network, int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] pictures = new float[size * network.input().values()];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = random.nextInt(256) / 255f;
        }
        return pictures;
    }
}
