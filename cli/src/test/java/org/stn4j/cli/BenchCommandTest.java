package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The measurements run and add up; how fast anything is does not matter here. */
class BenchCommandTest {
    private static final List<String> SHORT = List.of("--rounds", "1", "--seconds", "0.01", "--threads", "1");

    @TempDir
    Path folder;

    private static CommandRun bench(String... words) {
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(List.of(words));
        all.addAll(SHORT);
        CommandRun run = CommandRun.of(all.toArray());
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        return run;
    }

    @Test
    void kernels() throws IOException {
        CommandRun run = bench("kernels", "--only", "1x1x28x28", "--autograd", "--json");
        JsonNode result = run.json();
        JsonNode rows = result.get("rows");
        assertThat(rows).hasSize(3 * 3);
        assertThat(run.err().lines()).hasSameSizeAs(rows);
        double logarithms = 0;
        double least = Double.POSITIVE_INFINITY;
        for (JsonNode row : rows) {
            double speedup = row.get("speedup").asDouble();
            double libtorch = row.get("libtorch").asDouble();
            assertThat(speedup).isCloseTo(libtorch / row.get("ours").asDouble(), withinPercentage(1));
            assertThat(row.get("autogradSpeedup").asDouble())
                    .isCloseTo(libtorch / row.get("oursAutograd").asDouble(), withinPercentage(1));
            assertThat(row.get("shareOfCopyBandwidth").asDouble())
                    .isCloseTo(
                            row.get("bytes").asLong()
                                    / row.get("ours").asDouble()
                                    / result.get("copyBytesPerSecond").asDouble(),
                            withinPercentage(1));
            if (!row.get("pass").asText().equals("forward")) {
                logarithms += Math.log(speedup);
                least = Math.min(least, speedup);
            }
        }
        // Of one image of 28×28: read and written forward; both again backward, and the image's gradient.
        assertThat(rows.get(0).get("bytes").asLong()).isEqualTo(4 * 2 * 784);
        assertThat(rows.get(2).get("bytes").asLong()).isEqualTo(4 * 5 * 784);
        assertThat(result.get("geomeanSpeedup").asDouble()).isCloseTo(Math.exp(logarithms / 6), within(1e-9));
        assertThat(result.get("minSpeedup").asDouble()).isEqualTo(least);
        assertThat(result.get("transforms").fieldNames()).toIterable().containsExactly("affine", "projective", "tps");
        assertThat(result.get("passes")).hasSize(3);
        assertThat(result.get("conditions").get("threads").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"nearest, zeros", "bilinear, border", "bicubic, reflection", "bicubic, zeros"})
    void kernelsThatReadOtherwise(String interpolation, String padding) throws IOException {
        CommandRun run = bench(
                "kernels",
                "--only",
                "affine 8x256x14",
                "--interpolation",
                interpolation,
                "--padding",
                padding,
                "--json");
        assertThat(run.json().get("reading").asText()).isEqualTo(interpolation + ", " + padding);
        assertThat(run.json().get("rows")).hasSize(3);
        assertThat(run.json().get("rows").get(0).get("libtorchLayout").asText()).isIn("plain", "channels_last");
    }

    @Test
    void training() throws IOException {
        JsonNode result =
                bench("training", "--batch-size", "2", "--unset", "--json").json();
        assertThat(result.get("rows")).hasSize(2);
        JsonNode cnn = result.get("rows").get(0);
        JsonNode transformed = result.get("rows").get(1);
        for (JsonNode row : List.of(cnn, transformed)) {
            assertThat(row.get("imagesPerSecond").asDouble()).isPositive();
            assertThat(row.get("unsetImagesPerSecond").asDouble()).isPositive();
        }
        assertThat(cnn.get("transformerShare").isNull()).isTrue();
        assertThat(transformed.get("transformerShare").asDouble()).isBetween(-1.0, 1.0);
        assertThat(transformed.get("libtorchTransformerShare").asDouble()).isBetween(-1.0, 1.0);
        assertThat(result.get("transformerCost").asDouble())
                .isCloseTo(
                        cnn.get("imagesPerSecond").asDouble()
                                        / transformed.get("imagesPerSecond").asDouble()
                                - 1,
                        within(1e-9));
    }

    @Test
    void scaling() throws IOException {
        Path picture = folder.resolve("scaling.png");
        CommandRun run = bench("scaling", "--largest", "28", "--out", picture.toString(), "--json");
        JsonNode rows = run.json().get("rows");
        assertThat(rows).extracting(row -> row.get("axis").asText()).containsSequence("CONTROL_POINTS", "THREADS");
        for (JsonNode row : rows) {
            for (String time : List.of("forward", "training", "libtorchForward", "libtorchTraining")) {
                assertThat(row.get(time).asDouble()).isPositive();
            }
        }
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(1000);
    }

    /** A table of a head, a line and the rows, all with as many cells. */
    @ParameterizedTest
    @CsvSource({"kernels --only 'tps 1x1x28x28' --autograd, 3", "training --batch-size 1, 2", "scaling --largest 28, 22"
    })
    void markdown(String call, int rows) {
        String[] words = Stream.of(call.split(" (?=--)| (?!1x|tps)"))
                .map(word -> word.replace("'", ""))
                .toArray(String[]::new);
        List<String> withMarkdown = new ArrayList<>(List.of(words));
        withMarkdown.add("--markdown");
        List<String> table = bench(withMarkdown.toArray(String[]::new))
                .out()
                .lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        assertThat(table).hasSizeGreaterThanOrEqualTo(2 + rows);
        assertThat(table)
                .extracting(line -> line.chars().filter(c -> c == '|').count())
                .containsOnly(table.get(0).chars().filter(c -> c == '|').count());
    }

    @Test
    void rectify() throws IOException {
        JsonNode rows = bench("rectify", "--pictures", "2", "--side", "96", "--json")
                .json()
                .get("rows");
        assertThat(rows).hasSize(2);
        for (JsonNode row : rows) {
            assertThat(row.get("speedup").asDouble())
                    .isCloseTo(
                            row.get("picturesPerMinute").asDouble()
                                    / row.get("libtorchPicturesPerMinute").asDouble(),
                            withinPercentage(1));
            assertThat(row.get("bytes").asLong()).isPositive();
        }
    }

    @Test
    void predict() throws IOException {
        JsonNode result = bench("predict", "--json").json();
        assertThat(result.get("sharing").asInt()).isEqualTo(1);
        assertThat(result.get("rows")).hasSize(4);
        for (JsonNode row : result.get("rows")) {
            assertThat(row.get("percentile99Millis").asDouble())
                    .isGreaterThanOrEqualTo(row.get("medianMillis").asDouble());
            assertThat(row.get("scaling").asDouble())
                    .isCloseTo(
                            row.get("sharedPerSecond").asDouble()
                                    / row.get("perSecond").asDouble(),
                            withinPercentage(1));
        }
    }

    @Test
    void data() throws IOException {
        JsonNode rows = bench("data", "--pictures", "100", "--json").json().get("rows");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("decoded").isNull()).isTrue();
        for (JsonNode row : rows) {
            assertThat(row.get("preparedRatio").asDouble())
                    .isCloseTo(
                            row.get("prepared").asDouble() / row.get("learnt").asDouble(), withinPercentage(1));
        }
        assertThat(rows.get(1).get("decodedRatio").asDouble())
                .isCloseTo(
                        rows.get(1).get("decoded").asDouble()
                                / rows.get(1).get("learnt").asDouble(),
                        withinPercentage(1));
    }
}
