package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The measurements run and add up; how fast anything is does not matter here. */
class BenchCommandTest {

    @Test
    void kernels() throws IOException {
        CommandRun run = CommandRun.of(
                "bench",
                "kernels",
                "--only",
                "affine 1x1x28x28",
                "--rounds",
                "1",
                "--seconds",
                "0.01",
                "--threads",
                "1",
                "--json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        JsonNode rows = run.json().get("rows");
        assertThat(rows).isNotEmpty();
        for (JsonNode row : rows) {
            assertThat(row.get("speedup").asDouble())
                    .isCloseTo(
                            row.get("libtorch").asDouble() / row.get("ours").asDouble(),
                            org.assertj.core.api.Assertions.withinPercentage(1));
        }
        assertThat(run.err().lines()).hasSameSizeAs(rows);
    }

    @Test
    void training() throws IOException {
        CommandRun run = CommandRun.of(
                "bench",
                "training",
                "--batch-size",
                "2",
                "--rounds",
                "1",
                "--seconds",
                "0.01",
                "--threads",
                "1",
                "--json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.json().get("rows")).hasSize(2);
        assertThat(run.json().get("rows").get(1).get("imagesPerSecond").asDouble())
                .isPositive();
    }
}
