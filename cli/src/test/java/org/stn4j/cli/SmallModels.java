package org.stn4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.stn4j.nn.Model;
import org.stn4j.nn.ModelFile;
import org.stn4j.nn.Network;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.TensorData;
import org.stn4j.nn.torch.NetworkModule;

/** Models that need no training: their transformers are still the identity. */
final class SmallModels {
    private SmallModels() {}

    /** A classifier of ten digits behind an affine transformer, for grey images of 28x28. */
    static Network digits() {
        return NetworkYaml.parse("""
                name: small
                input: 1x28x28
                layers:
                - spatialTransformer:
                    transform: affine
                    localisation:
                    - averagePool: 4
                    - dense: 8
                    - relu
                - averagePool: 2
                - dense: 10
                """);
    }

    static Path write(Path file, Network network) throws IOException {
        return write(file, network, Preprocessing.none(network.input().channels()));
    }

    static Path write(Path file, Network network, Preprocessing preprocessing) throws IOException {
        Map<String, TensorData> weights = new LinkedHashMap<>();
        try (NetworkModule module = new NetworkModule(network)) {
            module.export().forEach((name, tensor) -> weights.put(name, TensorData.of(tensor)));
        }
        List<String> labels = IntStream.range(0, network.output().values())
                .mapToObj(i -> "class " + i)
                .toList();
        ModelFile.write(file, new Model(network, labels, preprocessing, Map.of(), weights));
        return file;
    }
}
