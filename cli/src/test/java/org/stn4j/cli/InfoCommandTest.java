package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.stn4j.warp.kernel.Backend;
import org.stn4j.warp.kernel.Kernels;

class InfoCommandTest {

    @Test
    void saysWhatItRunsOn() throws IOException {
        CommandRun run = CommandRun.of("info", "--json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        JsonNode json = run.json();
        assertThat(json.get("java").asText()).startsWith(System.getProperty("java.version"));
        assertThat(json.get("libtorch").asText()).startsWith("2.10.0");
        assertThat(json.get("os").asText()).contains(System.getProperty("os.name"));
        assertThat(json.get("cpu").asText()).isNotBlank();
        assertThat(json.get("devices").get(0).asText()).isEqualTo("cpu");
        assertThat(json.get("simd").get("backend").asText())
                .isEqualTo(Kernels.active().name());
        assertThat(json.get("simd").get("reason").asText()).isEqualTo(Backend.reason());
        assertThat(json.get("problem").isNull()).isTrue();
    }

    @Test
    void theSameForPeople() {
        CommandRun run = CommandRun.of("info");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("libtorch").contains(Kernels.active().name() + ": " + Backend.reason());
    }
}
