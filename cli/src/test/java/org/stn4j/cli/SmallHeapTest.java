package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallHeapTest {
    @TempDir
    Path folder;

    /** Left to itself, JavaCPP derives a limit for the whole process from Java's heap, and dies of it. */
    @Test
    void libtorchNeedsNoRoomInJavasHeap() throws IOException, InterruptedException {
        Path model = SmallModels.write(folder.resolve("model.safetensors"), SmallModels.digits());
        String data = SmallDigits.write(folder.resolve("digits"));
        Process process = MainProcess.of(
                        List.of("-Xmx24m"), "evaluate", model, "--data", data, "--distort", "none", "--json")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("\"examples\" : " + SmallDigits.TEST);
    }
}
