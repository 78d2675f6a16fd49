package org.stn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stn4j.nn.file.DType;
import org.stn4j.nn.file.RawTensor;
import org.stn4j.nn.file.Safetensors;

class ModelFileTest {
    private static final Model MODEL = model(AllLayers.network());

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("model.safetensors");
        ModelFile.write(file, MODEL);
    }

    private static Model model(Network network) {
        Map<String, TensorData> weights = new LinkedHashMap<>();
        for (Parameter parameter : Parameters.of(network)) {
            float[] values = new float[(int) parameter.values()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (i - 3.7f) / (1 + weights.size());
            }
            weights.put(parameter.name(), new TensorData(parameter.shape(), values));
        }
        return new Model(
                network,
                List.of("a", "é", "日本", "\"", ""),
                new Preprocessing(List.of(0.1307f, 0f), List.of(0.3081f, 1e-7f)),
                Map.of("seed", "7", "data", "digits, RTS"),
                weights);
    }

    @Test
    void everythingSurvivesTheRoundTrip() throws IOException {
        assertThat(ModelFile.read(file)).isEqualTo(MODEL);
        byte[] once = Files.readAllBytes(file);
        ModelFile.write(file, ModelFile.read(file));
        assertThat(Files.readAllBytes(file)).isEqualTo(once);
    }

    @Test
    void otherProgramsFindThePartsUnderTheirKeys() throws IOException {
        try (Safetensors tensors = Safetensors.open(file)) {
            assertThat(tensors.metadata())
                    .containsEntry("stn4j.format", "1")
                    .containsEntry("stn4j.network", NetworkYaml.format(MODEL.network()))
                    .containsEntry("stn4j.labels", "[\"a\",\"é\",\"日本\",\"\\\"\",\"\"]")
                    .containsEntry(
                            "stn4j.preprocessing",
                            "{\"input\":\"2x20x16\",\"mean\":[0.1307,0.0],\"deviation\":[0.3081,1.0E-7]}")
                    .containsEntry("stn4j.provenance", "{\"data\":\"digits, RTS\",\"seed\":\"7\"}");
            assertThat(tensors.tensors().keySet())
                    .containsExactlyInAnyOrderElementsOf(MODEL.weights().keySet());
        }
    }

    @Test
    void otherPrecisionsAreRead() throws IOException {
        rewrite(Map.of(), (name, tensor) -> {
            float[] values = tensor.floats();
            ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            for (float value : values) {
                data.putDouble(value);
            }
            return new RawTensor(DType.F64, tensor.shape(), data.flip());
        });
        assertThat(ModelFile.read(file)).isEqualTo(MODEL);
    }

    @Test
    void notAModel() throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "Just some text, longer than eight bytes.");
        assertThatIOException()
                .isThrownBy(() -> ModelFile.read(text))
                .withMessageStartingWith(text + ": not a safetensors file, or cut off: its header would be ");
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatIOException()
                .isThrownBy(() -> ModelFile.read(empty))
                .withMessage(empty + ": not a safetensors file: it has only 0 bytes");
        Path bare = folder.resolve("bare.safetensors");
        Safetensors.write(bare, Map.of("format", "pt"), Map.of());
        assertThatIOException()
                .isThrownBy(() -> ModelFile.read(bare))
                .withMessage(
                        bare + ": these are weights without a network; a model that stn4j wrote has both in one file");
    }

    @Test
    void cutInHalf() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatIOException()
                .isThrownBy(() -> ModelFile.read(file))
                .withMessageStartingWith(file + ": tensor '")
                .withMessageEndingWith("; the file is damaged or was cut off");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stn4j.format | 2 | this model has the format 2, and this version reads 1; use the version of stn4j that"
                        + " wrote it, or a newer one",
                "stn4j.network | | its header lacks stn4j.network; the file is damaged",
                "stn4j.network | relu | its network: line 1: a network: has fields, such as 'name: …', not the value"
                        + " 'relu'",
                "stn4j.labels | | its header lacks stn4j.labels; the file is damaged",
                "stn4j.labels | [\"a\"] | 1 labels do not fit a network with 5 outputs",
                "stn4j.preprocessing | {} | stn4j.preprocessing is for the input null, and the network's is 2x20x16",
                "stn4j.preprocessing | {\"input\":\"1x20x16\"} | stn4j.preprocessing is for the input 1x20x16, and the"
                        + " network's is 2x20x16",
                "stn4j.preprocessing | {\"input\":\"2x20x16\"} | stn4j.preprocessing lacks its mean or deviation",
                "stn4j.preprocessing | {\"input\":\"2x20x16\",\"mean\":[0],\"deviation\":[1]} | preprocessing for 1"
                        + " channels does not fit a network with the input 2x20x16",
                "stn4j.preprocessing | {\"input\":\"2x20x16\",\"mean\":[0,0],\"deviation\":[1,0]} | the deviations of"
                        + " preprocessing are finite numbers above 0, not [1.0, 0.0]",
                "stn4j.preprocessing | {\"input\":\"2x20x16\",\"mean\":[0,1e99],\"deviation\":[1,1]} | the means of"
                        + " preprocessing are finite numbers, not [0.0, Infinity]",
                "stn4j.provenance | null | stn4j.provenance in its header is empty",
            })
    void metadataThatIsNotRight(String key, String value, String message) throws IOException {
        rewrite(value == null ? Map.of(key, "\0") : Map.of(key, value), (name, tensor) -> tensor);
        assertThatIOException().isThrownBy(() -> ModelFile.read(file)).withMessage(file + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stn4j.labels | [\"a\"",
                "stn4j.labels | [null]",
                "stn4j.labels | {}",
                "stn4j.labels | [] x",
                "stn4j.preprocessing | {\"input\":\"2x20x16\",\"mean\":[null,0],\"deviation\":[1,1]}",
                "stn4j.preprocessing | {\"input\":\"2x20x16\",\"mean\":\"x\",\"deviation\":[1,1]}",
                "stn4j.preprocessing | {\"other\":1}",
                "stn4j.provenance | {\"seed\":null}",
                "stn4j.provenance | {\"seed\":{}}",
                "stn4j.provenance | ``",
            })
    void jsonThatIsNotRight(String key, String value) throws IOException {
        rewrite(Map.of(key, value), (name, tensor) -> tensor);
        assertThatIOException()
                .isThrownBy(() -> ModelFile.read(file))
                .withMessageStartingWith(file + ": " + key + " in its header cannot be read: ")
                .withMessageNotContaining("\n");
    }

    @Test
    void weightsThatDoNotFit() throws IOException {
        Map<String, String> other = Map.of(
                "stn4j.network",
                NetworkYaml.format(new Network("n", new Shape(2, 20, 16), List.of(new Layer.Dense(5)))));
        rewrite(other, (name, tensor) -> tensor);
        assertThatIOException()
                .isThrownBy(() -> ModelFile.read(file))
                .withMessage(file + ": the weights do not fit the network: there is no tensor '0.dense/weight'");
        ModelFile.write(file, MODEL);
        rewrite(Map.of(), (name, tensor) -> name.equals("5.dense/bias") ? flat(tensor) : tensor);
        assertThatIOException()
                .isThrownBy(() -> ModelFile.read(file))
                .withMessage(file + ": the weights do not fit the network: tensor '5.dense/bias' has the shape [1, 5],"
                        + " not [5]");
        ModelFile.write(file, MODEL);
        rewrite(
                Map.of(),
                (name, tensor) ->
                        name.equals("5.dense/bias") ? new RawTensor(DType.I32, tensor.shape(), tensor.data()) : tensor);
        assertThatIOException()
                .isThrownBy(() -> ModelFile.read(file))
                .withMessage(file + ": tensor '5.dense/bias': elements of type I32 are not read as floats");
    }

    @Test
    void aModelWhosePartsDoNotFitCannotBeMade() {
        Map<String, TensorData> more = new HashMap<>(MODEL.weights());
        more.put("extra", new TensorData(List.of(1), new float[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Model(MODEL.network(), List.of(), MODEL.preprocessing(), Map.of(), more))
                .withMessage("the weights do not fit the network: it has no tensor 'extra'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TensorData(List.of(2, 3), new float[5]))
                .withMessage("a tensor of shape [2, 3] has 6 values, not 5");
    }

    @Test
    void damagedFilesAreOneLineOrAModel() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        long seed = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 1_000; round++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(8 + header)] ^= (byte) (1 << random.nextInt(8));
            // In place: some file systems force a truncated file to the disk when it is closed.
            Files.write(file, damaged, StandardOpenOption.WRITE);
            try {
                ModelFile.read(file);
            } catch (IOException e) {
                assertThat(e.getMessage())
                        .as("seed %d, round %d", seed, round)
                        .startsWith(file + ": ")
                        .doesNotContain("\n");
            }
        }
    }

    @Test
    void pixelsAreNormalisedChannelByChannel() {
        float[] image = {9, 1, 2, 3, 4, 9};
        new Preprocessing(List.of(1f, 3f), List.of(2f, 0.5f)).apply(image, 1, 2);
        assertThat(image).containsExactly(9, 0, 0.5f, 0, 2, 9);
        Preprocessing.none(2).apply(image, 1, 2);
        assertThat(image).containsExactly(9, 0, 0.5f, 0, 2, 9);
    }

    private interface Change {
        RawTensor apply(String name, RawTensor tensor);
    }

    private static RawTensor flat(RawTensor tensor) {
        return new RawTensor(tensor.dtype(), List.of(1L, tensor.shape().get(0)), tensor.data());
    }

    /** Writes the file again with other metadata, where a NUL stands for none, and changed tensors. */
    private void rewrite(Map<String, String> changes, Change change) throws IOException {
        Map<String, RawTensor> tensors = new HashMap<>();
        Map<String, String> metadata;
        try (Safetensors old = Safetensors.open(file)) {
            metadata = new HashMap<>(old.metadata());
            for (String name : old.tensors().keySet()) {
                tensors.put(name, change.apply(name, old.read(name)));
            }
        }
        metadata.putAll(changes);
        metadata.values().remove("\0");
        Safetensors.write(file, metadata, tensors);
    }
}
