package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.train.EpochMetrics;
import org.stn4j.train.MetricsCsv;
import org.stn4j.train.RunDirectory;

class CurvesCommandTest {
    @TempDir
    private Path folder;

    @Test
    void drawsACurveForEachRun() throws Exception {
        Path first = run("first", 0.1, 0.02);
        Path second = run("second", 0.3, 0);
        Path out = folder.resolve("curves.png");
        CommandRun run = CommandRun.of("curves", first.toString(), second.toString(), "--out", out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        BufferedImage picture = ImageIO.read(out.toFile());
        assertThat(pixels(picture, 0x1f5fd0)).isGreaterThan(100);
        assertThat(pixels(picture, 0xd0542b)).isGreaterThan(100);
    }

    @Test
    void runsOfOneNameAreToldApartByTheirFolders() throws Exception {
        Path first = run("monday/run", 0.1, 0.02);
        Path second = run("tuesday/run", 0.3, 0);
        Path out = folder.resolve("curves.png");
        CommandRun run = CommandRun.of("curves", first, second, "--out", out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(out).exists();
        assertThat(CurvesCommand.labels(List.of(first, second))).containsExactly("monday/run", "tuesday/run");
        assertThat(CurvesCommand.labels(List.of(Path.of("a/x/run"), Path.of("b/x/run"), Path.of("b/x/other"))))
                .containsExactly("a/x/run", "b/x/run", "b/x/other");
        assertThat(CurvesCommand.labels(List.of(Path.of("/run"), Path.of("/a/run"), Path.of("a/./plain/."))))
                .containsExactly("run", "a/run", "a/plain");
        CommandRun twice = CommandRun.of("curves", first, first.resolve("."), "--out", out);
        assertThat(twice.code()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(twice.err()).hasLineCount(1).contains("is given twice");
    }

    @Test
    void aFolderWithoutMetricsIsNamed() {
        CommandRun run = CommandRun.of(
                "curves",
                folder.resolve("none").toString(),
                "--out",
                folder.resolve("x.png").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("none");
        assertThat(folder.resolve("x.png")).doesNotExist();
    }

    private Path run(String name, double... errors) throws Exception {
        Path path = Files.createDirectories(folder.resolve(name));
        EpochMetrics[] history = new EpochMetrics[errors.length];
        for (int i = 0; i < errors.length; i++) {
            history[i] = new EpochMetrics(i + 1, 10, 1, 0.5, 1, errors[i], 0.1, 100, 60 * (i + 1), List.of());
        }
        Files.writeString(new RunDirectory(path).metrics(), MetricsCsv.write(List.of(history), 0));
        return path;
    }

    private static int pixels(BufferedImage picture, int colour) {
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += (picture.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
            }
        }
        return count;
    }
}
