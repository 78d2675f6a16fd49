package org.stn4j.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.stn4j.nn.Model;
import org.stn4j.nn.ModelFile;
import org.stn4j.nn.Network;
import org.stn4j.nn.Parameter;
import org.stn4j.nn.Parameters;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.Presets;
import org.stn4j.nn.Shape;
import org.stn4j.nn.TensorData;
import org.stn4j.warp.Affine;

/**
 * Goes once through short commands, with a model and pictures of its own, so that Java can note the classes that they
 * load: the launcher makes an archive of those, with which the next start is faster.
 */
final class Rehearsal {
    private static final int SIDE = 28;
    private static final int CLASSES = 10;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("stn4j-rehearsal-");
        int code;
        try {
            code = run(folder);
        } finally {
            delete(folder);
        }
        // Not by falling off the end: native libraries may have left threads.
        System.exit(code);
    }

    /**
     * Does it.
     *
     * @param folder an empty one
     * @return the exit code of the first command that failed
     */
    static int run(Path folder) throws IOException {
        Path model = folder.resolve("model.safetensors");
        Path exported = folder.resolve("model.onnx");
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        ModelFile.write(model, model());
        for (String kind : List.of("png", "jpg")) {
            ImageIO.write(
                    new BufferedImage(2 * SIDE, SIDE, BufferedImage.TYPE_INT_RGB),
                    kind,
                    pictures.resolve("picture." + kind).toFile());
        }
        List<List<Object>> calls = List.of(
                List.of("export", model, "--out", exported),
                List.of("predict", exported, pictures),
                List.of("predict", model, pictures, "--json"),
                List.of("rectify", exported, pictures, "--out", folder.resolve("out")),
                List.of("info", model));
        PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        for (List<Object> call : calls) {
            int code = Main.run(
                    nowhere, nowhere, call.stream().map(Object::toString).toArray(String[]::new));
            if (code != ExitCode.DONE) {
                return code;
            }
        }
        return ExitCode.DONE;
    }

    /** It has learned nothing, and is as good as any other here. */
    private static Model model() {
        Network network = Presets.named(
                "st-cnn", new Presets.Settings(new Shape(1, SIDE, SIDE), CLASSES, new Affine(), Presets.PARAMETERS));
        Map<String, TensorData> weights = new LinkedHashMap<>();
        for (Parameter parameter : Parameters.of(network)) {
            float[] values = new float[Math.toIntExact(parameter.values())];
            Arrays.fill(values, 0.01f);
            weights.put(parameter.name(), new TensorData(parameter.shape(), values));
        }
        List<String> labels =
                IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
        return new Model(network, labels, Preprocessing.none(1), Map.of(), weights);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
