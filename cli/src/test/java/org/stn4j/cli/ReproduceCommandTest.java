package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stn4j.train.paper.CellResults;
import org.stn4j.train.paper.ReproductionPage;
import org.stn4j.train.paper.Standing;
import org.stn4j.train.paper.Table;
import org.stn4j.train.paper.Tables;

/** The real recipes on a few drawn digits that pretend to be MNIST. */
class ReproduceCommandTest {
    @TempDir
    Path folder;

    private Path digits;

    @BeforeEach
    void writeDigits() throws IOException {
        digits = folder.resolve("digits");
        SmallDigits.write(digits);
    }

    private Object[] words(String docs, Object... more) {
        Object[] words = {
            "reproduce", "--mnist", digits, "--docs", folder.resolve(docs), "--runs", folder.resolve(docs + "-runs")
        };
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    private JsonNode cell(String docs, String name) throws IOException {
        CommandRun shown = CommandRun.of(words(docs, "--show", "--json"));
        assertThat(shown.code()).as(shown.err()).isEqualTo(ExitCode.DONE);
        for (JsonNode table : shown.json()) {
            for (JsonNode cell : table.get("cells")) {
                if (cell.get("cell").asText().equals(name)) {
                    return cell;
                }
            }
        }
        throw new AssertionError("no cell " + name + " in " + shown.out());
    }

    @Test
    void makesACellKeepsItAndDrawsThePage() throws IOException {
        CommandRun first = CommandRun.of(words("docs", "--cell", "st-fcn-affine-E", "--epochs", 2));
        assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.DONE);
        assertThat(first.err()).contains("cell st-fcn-affine-E, seed 1: ", "cut after 2 of ");
        assertThat(first.out().lines())
                .anySatisfy(line ->
                        assertThat(line).matches("ST-FCN affine .*- \\(1\\.2\\) .* \\d+\\.\\d\\d\\* \\(2\\.7\\)"));

        JsonNode cell = cell("docs", "st-fcn-affine-E");
        JsonNode result = cell.get("results").get(0);
        assertThat(cell.get("paper").asDouble()).isEqualTo(2.7);
        assertThat(cell.get("cut").asBoolean()).isTrue();
        assertThat(cell.get("ours").asDouble())
                .isCloseTo(100.0 * result.get("figures").get("count").asInt() / SmallDigits.TEST, within(1e-9));
        assertThat(cell("docs", "cnn-R").get("ours").isNull()).isTrue();
        assertThat(result.get("provenance").get("command").asText())
                .isEqualTo("./stn4j reproduce --table mnist --cell st-fcn-affine-E --seed 1 --seeds 1 --epochs 2");

        Path docs = folder.resolve("docs");
        assertThat(ImageIO.read(
                        docs.resolve("results/mnist/st-fcn-affine-E.png").toFile()))
                .isNotNull();
        assertThat(docs.resolve("reproduction.md"))
                .content()
                .contains("(results/mnist/st-fcn-affine-E.png)")
                .doesNotContain(folder.toString());
    }

    @Test
    void whatIsFinishedIsNotMadeAgainUnlessAskedFor() {
        Object[] words = words("docs", "--table", "mnist", "--cell", "fcn-R");
        assertThat(CommandRun.of(words).err()).contains("seed 1: ").doesNotContain("cut");
        CommandRun second = CommandRun.of(words);
        assertThat(second.code()).isEqualTo(ExitCode.DONE);
        assertThat(second.err())
                .isEqualToIgnoringNewLines("nothing is left to be made; --again makes finished cells anew");
        assertThat(CommandRun.of(words("docs", "--cell", "fcn-R", "--again", "--epochs", "1"))
                        .err())
                .contains("cut after 1 of ");
    }

    @Test
    void killedByForceItGoesOnToTheSameFigures() throws Exception {
        Object[] cell = {"--cell", "st-fcn-affine-R", "--seed", "3", "--seeds", "1", "--epochs", "12"};
        Process process = MainProcess.of(List.of(), words("killed", cell)).start();
        try (BufferedReader err = process.errorReader()) {
            String line;
            while ((line = err.readLine()) != null) {
                if (line.startsWith("epoch 4/")) {
                    // Through the handle: the process itself would close the stream that is being read.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(folder.resolve("killed/results")).isEmptyDirectory();
        Path checkpoint = folder.resolve("killed-runs/mnist/st-fcn-affine-R.seed-3/checkpoint.safetensors");
        assertThat(checkpoint).exists();

        CommandRun goneOn = CommandRun.of(words("killed", cell));
        assertThat(goneOn.code()).as(goneOn.err()).isEqualTo(ExitCode.DONE);
        assertThat(goneOn.err()).doesNotContain("epoch 2/");
        assertThat(CommandRun.of(words("whole", cell)).code()).isEqualTo(ExitCode.DONE);
        assertThat(figures("killed")).isEqualTo(figures("whole"));
    }

    private List<String> figures(String docs) throws IOException {
        JsonNode figures = cell(docs, "st-fcn-affine-R").get("results").get(0).get("figures");
        return List.of(
                figures.get("count").toString(),
                figures.get("validationPercent").toString(),
                figures.get("bestEpoch").toString(),
                figures.get("cut").toString());
    }

    @Test
    void cellsWithoutDataAreLeftOutUnlessAskedFor() {
        CommandRun asked = CommandRun.of(words("docs", "--table", "cluttered", "--cell", "cnn-40x40"));
        assertThat(asked.code()).isEqualTo(ExitCode.FAILED);
        assertThat(asked.err()).contains("--cluttered");

        CommandRun houses = CommandRun.of(words("docs", "--table", "street", "--cell", "cnn-svhn-64"));
        assertThat(houses.code()).isEqualTo(ExitCode.FAILED);
        assertThat(houses.err()).contains("--svhn");

        CommandRun nowhere = CommandRun.of(
                words("docs", "--table", "street", "--cell", "cnn-svhn-64", "--svhn", folder.resolve("nowhere")));
        assertThat(nowhere.code()).isEqualTo(ExitCode.FAILED);
        assertThat(nowhere.err()).contains("nowhere", "digitStruct.mat: no such file");

        CommandRun table = CommandRun.of(words("docs", "--table", "cluttered", "--epochs", 1));
        assertThat(table.code()).as(table.err()).isEqualTo(ExitCode.DONE);
        assertThat(table.err())
                .contains("4 cells are left out", "--cluttered", "cell fcn-TC, seed 1: ")
                .doesNotContain("cell fcn-40x40");
    }

    @ParameterizedTest
    @CsvSource({
        "--table, mnits, 'mnist, cluttered'",
        "--cell, cnn-Q, cnn-RTS",
        "--seeds, 0, 1 or more",
        "--budget, 0, above 0",
        "--epochs, 0, 1 or more"
    })
    void wrongCallsAreOneLine(String option, String value, String said) {
        CommandRun run = CommandRun.of(words("docs", option, value));
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains(said);
    }

    @Test
    void aFolderThatCannotBeIsFoundOutBeforeTheWork() throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "");
        CommandRun run = CommandRun.of(
                "reproduce", "--mnist", digits, "--docs", file, "--runs", folder.resolve("runs"), "--cell", "fcn-R");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("cannot make the folder " + file.resolve("results"));
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void withoutMnistItSaysWhereToGetIt() {
        CommandRun run = CommandRun.of(
                "reproduce", "--mnist", folder.resolve("nowhere"), "--docs", folder.resolve("d"), "--runs", folder);
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines())
                .filteredOn(line -> line.startsWith("stn4j"))
                .hasSize(1);
        assertThat(run.err()).contains("nowhere is no folder", "data fetch", "--mnist");
        assertThat(Files.exists(folder.resolve("d"))).isFalse();
    }

    /** Who changes a result or the words around the tables runs {@code ./stn4j reproduce --show}. */
    @Test
    void thePageOfTheProjectIsWhatItsResultsSay() throws IOException {
        Path docs = SharedData.root().resolve("docs");
        Path page = docs.resolve("reproduction.md");
        CellResults results = new CellResults(docs.resolve("results"));
        List<Standing> standings = new ArrayList<>();
        for (Table table : Tables.all()) {
            standings.add(Standing.of(table, results));
        }
        assertThat(Files.readString(page)).isEqualTo(new ReproductionPage(results, page).text(standings));
    }
}
