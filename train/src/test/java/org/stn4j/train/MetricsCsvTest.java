package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsCsvTest {

    @TempDir
    Path folder;

    @Test
    void isAPlainTable() {
        EpochMetrics row =
                new EpochMetrics(1, 215, 0.75, 0.25, 0.5, 0.125, 0.002, 1500, 31.5, List.of(0.0625, 0.03125));

        assertThat(MetricsCsv.write(List.of(row), 2))
                .isEqualTo("epoch,step,loss,error,validation_loss,validation_error,learning_rate,images_per_second,"
                        + "seconds,outside_share_1,outside_share_2\n"
                        + "1,215,0.75,0.25,0.5,0.125,0.002,1500.0,31.5,0.0625,0.03125\n");
    }

    @Test
    void readingGivesBackEveryBit() throws IOException {
        List<EpochMetrics> history = List.of(
                new EpochMetrics(1, 7, 1 / 3d, 0.1, Math.PI, Math.E, 1e-300, 1e17, 0.3, List.of()),
                new EpochMetrics(2, 1L << 40, Double.NaN, 0, Double.POSITIVE_INFINITY, 1, 0, 0, 0, List.of()));
        Path file = Files.writeString(folder.resolve("metrics.csv"), MetricsCsv.write(history, 0));

        assertThat(MetricsCsv.read(file)).isEqualTo(history);
    }

    @Test
    void aBrokenRowIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("metrics.csv"), MetricsCsv.write(List.of(), 0) + "1,2,three\n");

        assertThatThrownBy(() -> MetricsCsv.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ", line 2: not a row of metrics: 1,2,three");
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("metrics.csv"), "a,b\n");

        assertThatThrownBy(() -> MetricsCsv.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a table of metrics");
    }
}
