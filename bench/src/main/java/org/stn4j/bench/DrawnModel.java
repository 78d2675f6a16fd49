package org.stn4j.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.TensorData;
import org.stn4j.nn.torch.NetworkModule;

/** Models that learned nothing, for measuring: drawn weights, and a transformer that looks at a turned part of its input. */
final class DrawnModel {
    private static final float[] TURNED = {0.6f, -0.2f, 0.1f, 0.2f, 0.6f, -0.05f};

    private DrawnModel() {}

    /** A model of a network whose transformers are affine. */
    static Model of(Network network) {
        Map<String, TensorData> weights = new LinkedHashMap<>();
        try (NetworkModule module = new NetworkModule(network)) {
            module.export().forEach((name, tensor) -> {
                TensorData drawn = TensorData.of(tensor);
                weights.put(name, name.endsWith("/theta/bias") ? new TensorData(drawn.shape(), TURNED) : drawn);
            });
        }
        Preprocessing none = Preprocessing.none(network.input().channels());
        return new Model(network, List.of(), none, Map.of(), weights);
    }
}
