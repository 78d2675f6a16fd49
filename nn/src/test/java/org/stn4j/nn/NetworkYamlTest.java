package org.stn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.nn.Layer.Dense;
import org.stn4j.nn.Layer.SpatialTransformer;
import org.stn4j.warp.Affine;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;

class NetworkYamlTest {
    private static final String TWO_LAYERS = "name: n\ninput: 1x28x28\nlayers:\n- relu\n";

    @TempDir
    private Path folder;

    @Test
    void everyLayerAndFieldSurvivesTheRoundTrip() throws IOException {
        Network network = AllLayers.network();
        Path file = folder.resolve("net.yaml");
        NetworkYaml.write(file, network);
        assertThat(NetworkYaml.read(file)).isEqualTo(network);
        assertThat(NetworkYaml.format(NetworkYaml.read(file))).isEqualTo(Files.readString(file));
    }

    @Test
    void presetsSurviveTheRoundTrip() {
        for (String name : Presets.names()) {
            Network network = Presets.named(name, new Presets.Settings(new Shape(2, 42, 42), 19));
            assertThat(NetworkYaml.parse(NetworkYaml.format(network))).isEqualTo(network);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0f, -0f, 1f, -1.5f, 0.1f, Float.MIN_VALUE, Float.MAX_VALUE, 1e-7f})
    void paddingValuesSurviveTheRoundTrip(float value) {
        for (Padding.Mode mode : Padding.Mode.values()) {
            Network network = new Network(
                    "n",
                    new Shape(1, 4, 4),
                    List.of(new SpatialTransformer(
                            new Affine(),
                            List.of(),
                            Optional.empty(),
                            Interpolation.BILINEAR,
                            new Padding(mode, value),
                            false)));
            assertThat(NetworkYaml.parse(NetworkYaml.format(network))).isEqualTo(network);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"n", "yes", "1e3", "a: b", "# c", "'", "\"\\", "{}", "日本 🙂", "a\u2028b", "\uFFFE", "[x", "&a"})
    void namesSurviveTheRoundTrip(String name) {
        Network network = new Network(name, new Shape(1, 4, 4), List.of(new Layer.Relu()));
        assertThat(NetworkYaml.parse(NetworkYaml.format(network))).isEqualTo(network);
    }

    @Test
    void readsWhatAPersonWrites() {
        Network network = NetworkYaml.parse("""
                # a comment
                name: by hand
                input: 1x42x42
                layers:
                  - spatialTransformer:
                      transform: affine
                      output: 28x28
                      padding: 0.5
                      localisation:
                        - averagePool: 2
                        - dense: 32
                        - relu:
                  - convolution: {filters: 32, kernel: 9}
                  - maxPool: {size: 2}
                  - dropout: 0.5
                  - dense:
                      units: 10
                """);
        assertThat(network)
                .isEqualTo(new Network(
                        "by hand",
                        new Shape(1, 42, 42),
                        List.of(
                                new SpatialTransformer(
                                        new Affine(),
                                        List.of(new Layer.AveragePool(2, 2), new Dense(32), new Layer.Relu()),
                                        Optional.of(new ImageSize(28, 28)),
                                        Interpolation.BILINEAR,
                                        Padding.constant(0.5f),
                                        false),
                                new Layer.Convolution(32, 9, 1, 0),
                                new Layer.MaxPool(2, 2),
                                new Layer.Dropout(0.5),
                                new Dense(10))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- convolutoin: {filters: 3, kernel: 3} | line 5: layer 1: there is no layer 'convolutoin';"
                        + " did you mean 'convolution'? known are convolution, maxPool, averagePool,"
                        + " globalAveragePool, dense, relu, batchNorm, instanceNorm, dropout, select, parallel,"
                        + " spatialTransformer, glimpses, volumeTransformer",
                "- convolution: {filtres: 3, kernel: 3} | line 5: layer 1.convolution: there is no field 'filtres';"
                        + " did you mean 'filters'? known are filters, kernel, stride, padding",
                "- convolution: {filters: 3} | line 5: layer 1.convolution: the field kernel is missing",
                "- convolution: {filters: 3, kernel: 3, filters: 4} | line 5: layer 1.convolution: the field filters"
                        + " stands there twice",
                "- convolution: {filters: 3.5, kernel: 3} | line 5: layer 1.convolution: filters is a whole number,"
                        + " not '3.5'",
                "- convolution: {filters: [3], kernel: 3} | line 5: layer 1.convolution: filters is a single value,"
                        + " not a list",
                "- convolution: {filters: 0, kernel: 3} | line 5: layer 1.convolution: the filters of a convolution"
                        + " must be 1 or more, not 0",
                "- convolution: {filters: 3, kernel: 29} | layer 1.convolution: a 29x29 kernel does not fit its"
                        + " input 1x28x28; use a smaller kernel or pool less before it",
                "- convolution: 9 | line 5: layer 1.convolution: has fields, such as 'filters: …', not the value '9'",
                "- convolution | line 5: layer 1.convolution: the field filters is missing",
                "- relu: 3 | line 5: layer 1.relu: this layer has no fields; write '- relu'",
                "- dense: {units: } | line 5: layer 1.dense: units is a single value, not nothing",
                "- dropout: high | line 5: layer 1.dropout: rate is a number, not 'high'",
                "- {relu: , dense: 10} | line 5: layer 1: a layer is one name, such as '- relu' or"
                        + " '- dense: {units: 10}', with its fields indented below it",
                "- [relu] | line 5: layer 1: a layer is one name, such as '- relu' or '- dense: {units: 10}', with its"
                        + " fields indented below it",
                "- | line 5: layer 1: a layer's name is a single value, not nothing",
                "- parallel: 3 | line 5: layer 1.parallel: this is a list of branches, each a list of layers, not the"
                        + " value '3'",
                "- parallel: [[relu], [rely]] | line 5: layer 1.parallel/1/0: there is no layer 'rely'; did you mean"
                        + " 'relu'? known are convolution, maxPool, averagePool, globalAveragePool, dense, relu,"
                        + " batchNorm, instanceNorm, dropout, select, parallel, spatialTransformer, glimpses, volumeTransformer",
                "- parallel: [relu] | line 5: layer 1.parallel/0: this is a list of layers, such as '- relu', not the"
                        + " value 'relu'",
                "- spatialTransformer: {transform: afine, localisation: []} | line 5: layer 1.spatialTransformer:"
                        + " transform: there is no transform 'afine'; did you mean 'affine'? known are translation,"
                        + " attention, similarity, affine, projective, tps, flow",
                "- spatialTransformer: {transform: affine, localisation: [], padding: zero} | line 5: layer"
                        + " 1.spatialTransformer: padding: there is no padding 'zero'; did you mean 'zeros'? known are"
                        + " border, reflection, zeros, or a number",
                "- spatialTransformer: {transform: affine, localisation: [], padding: .nan} | line 5: layer"
                        + " 1.spatialTransformer: padding: there is no padding '.nan'; known are border, reflection,"
                        + " zeros, or a number",
                "- spatialTransformer: {transform: affine, localisation: [], interpolation: cubic} | line 5: layer"
                        + " 1.spatialTransformer: interpolation: there is no interpolation 'cubic'; did you mean"
                        + " 'bicubic'? known are nearest, bilinear, bicubic",
                "- spatialTransformer: {transform: affine, localisation: [], alignCorners: no} | line 5: layer"
                        + " 1.spatialTransformer: alignCorners: it is true or false, not 'no'",
                "- spatialTransformer: {transform: affine, localisation: [], output: 28} | line 5: layer"
                        + " 1.spatialTransformer: output: a size is written HEIGHTxWIDTH, such as 28x28, not '28'",
                "- spatialTransformer: {transform: 'tps:1', localisation: []} | line 5: layer 1.spatialTransformer:"
                        + " transform: a thin-plate spline has 2 to 32 control points along a side, not 1",
                "- spatialTransformer: {transform: affine, localisation: [maxpool: 2]} | line 5: layer"
                        + " 1.spatialTransformer/localisation/0: there is no layer 'maxpool'; did you mean 'maxPool'?"
                        + " known are convolution, maxPool, averagePool, globalAveragePool, dense, relu, batchNorm,"
                        + " instanceNorm, dropout, select, parallel, spatialTransformer, glimpses, volumeTransformer",
                "- spatialTransformer: {transform: 'attention:2', localisation: []} | line 5: layer"
                        + " 1.spatialTransformer: transform: the fixed scale of an attention is above 0 and at most 1,"
                        + " such as attention:0.5, not 2.0",
                "- spatialTransformer: {transform: translation, start: 1, localisation: []} | line 5: layer"
                        + " 1.spatialTransformer: start is a list of numbers, such as [1, 0], not the value '1'",
                "- spatialTransformer: {transform: translation, start: [a, 0], localisation: []} | line 5: layer"
                        + " 1.spatialTransformer: start is a number, not 'a'",
                "- spatialTransformer: {transform: translation, start: [1], localisation: []} | layer"
                        + " 1.spatialTransformer: its start has 1 numbers, and translation has 2 parameters",
                "- spatialTransformer: {transform: affine, repeat: 0, localisation: []} | line 5: layer"
                        + " 1.spatialTransformer: the repeat of a spatialTransformer is from 1 to 16, not 0",
                "- spatialTransformer: {transform: tps, repeat: 2, localisation: []} | line 5: layer"
                        + " 1.spatialTransformer: a spatialTransformer of tps cannot be repeated: two such maps, one after"
                        + " the other, are not one of them; use translation, attention, similarity, affine or projective",
                "- spatialTransformer: {transform: attention, start: [0.5, 0, 0], repeat: 2, localisation: []} | line 5:"
                        + " layer 1.spatialTransformer: a repeated spatialTransformer starts as the identity; leave out"
                        + " its start or its repeat",
                "- glimpses: {localisation: [], transformers: [spatialTransformer: {transform: affine, repeat: 2,"
                        + " localisation: []}]} | line 5: layer 1.glimpses: the transformers of a glimpses layer look once,"
                        + " at what they share; leave out their repeat",
                "- glimpses: {localisation: [], transformers: [relu]} | line 5: layer 1.glimpses: its transformers are"
                        + " all of the kind spatialTransformer, not relu",
                "- glimpses: {localisation: [], transformers: []} | line 5: layer 1.glimpses: a glimpses layer has at"
                        + " least one transformer",
                "- glimpses: {localisation: []} | line 5: layer 1.glimpses: the field transformers is missing",
                "- volumeTransformer: {localisation: [], output: 28x28} | line 5: layer 1.volumeTransformer: output: the"
                        + " size of a volume is slices x rows x columns, such as 28x28x28, not '28x28'",
                "- volumeTransformer: {localisation: [], interpolation: bicubic} | line 5: layer 1.volumeTransformer: the"
                        + " interpolation of a volumeTransformer is bilinear (in all three directions) or nearest",
                "- volumeTransformer: {localisation: [{dense: 0}]} | line 5: layer"
                        + " 1.volumeTransformer/localisation/0.dense: the units of a dense layer must be 1 or more, not 0"
            })
    void aMistakeIsOneLineThatNamesThePlace(String layer, String message) throws IOException {
        Path file = folder.resolve("net.yaml");
        Files.writeString(file, TWO_LAYERS + layer + "\n");
        assertThatIOException().isThrownBy(() -> NetworkYaml.read(file)).withMessage(file + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "'' | the network file is empty",
                "'relu' | line 1: a network: has fields, such as 'name: …', not the value 'relu'",
                "'[' | line 1: this is not YAML: expected the node content, but found '<stream end>'",
                "'{name: n, input: 1x1x1, layer: [relu]}' | line 1: a network: there is no field 'layer'; did you mean"
                        + " 'layers'? known are name, input, layers",
                "'{name: n, input: 1x1x1}' | line 1: a network: the field layers is missing",
                "'{name: n, input: 28x28, layers: [relu]}' | line 1: a network: input: a shape is written"
                        + " CHANNELSxHEIGHTxWIDTH, such as 1x28x28, not '28x28'",
                "'{name: n, input: 1x1x1, layers: relu}' | line 1: layers: this is a list of layers, such as '- relu',"
                        + " not the value 'relu'",
                "'{name: n, input: 1x1x1, layers: []}' | network n has no layers",
                "'{name: n, input: 1x1x1, layers: &a [*a]}' | line 1: anchors and aliases (&a, *a) are not read; write"
                        + " out what they stand for",
                "'{? [a] : n}' | line 1: a network: a field's name is a single value, not a list",
                "'{name: !!java.lang.Runtime n, input: 1x1x1, layers: {}}' | line 1: this is not YAML: Global tag is not"
                        + " allowed: tag:yaml.org,2002:java.lang.Runtime"
            })
    void aFileThatIsNoNetwork(String text, String message) {
        assertThatThrownBy(() -> NetworkYaml.parse(text))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void hostileFilesAreRefusedQuickly() {
        String bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\n";
        oneLine(bomb);
        oneLine("[".repeat(100_000));
        oneLine("{a: ".repeat(100_000));
        oneLine("- ".repeat(100_000) + "x");
        oneLine("name: n\ninput: 1x1x1\nlayers:\n" + "- parallel: [[".repeat(40) + "relu" + "]]".repeat(40));
        oneLine("name: n\nname: m\n");
        oneLine("a\0b");
        oneLine("--- {}\n--- {}\n");
        oneLine("x".repeat(500_000) + ": 1");
    }

    @Test
    void damagedFilesAreOneLineOrANetwork() {
        String text = NetworkYaml.format(AllLayers.network());
        long seed = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 1_000; i++) {
            StringBuilder damaged = new StringBuilder(text);
            for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
                int at = random.nextInt(damaged.length());
                switch (random.nextInt(3)) {
                    case 0 -> damaged.setCharAt(at, (char) random.nextInt(1, 128));
                    case 1 -> damaged.deleteCharAt(at);
                    default -> damaged.insert(at, text, 0, random.nextInt(text.length()));
                }
            }
            try {
                NetworkYaml.parse(damaged.toString());
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage())
                        .as("seed %d, round %d", seed, i)
                        .isNotBlank()
                        .doesNotContain("\n");
            }
        }
    }

    private static void oneLine(String text) {
        assertThatThrownBy(() -> NetworkYaml.parse(text))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).doesNotContain("\n"));
    }

    @Test
    void filesThatCannotBeRead() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        assertThatIOException()
                .isThrownBy(() -> NetworkYaml.read(missing))
                .withMessage(missing + ": no such file or folder");
        assertThatIOException()
                .isThrownBy(() -> NetworkYaml.read(folder))
                .withMessage(folder + ": this is a folder, not a network file");
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, 0, 1});
        assertThatIOException()
                .isThrownBy(() -> NetworkYaml.read(binary))
                .withMessage(binary + ": this is not UTF-8 text");
        Path large = Files.write(folder.resolve("large.yaml"), new byte[(1 << 20) + 1]);
        assertThatIOException()
                .isThrownBy(() -> NetworkYaml.read(large))
                .withMessageContaining("longer than a network file may be");
    }
}
