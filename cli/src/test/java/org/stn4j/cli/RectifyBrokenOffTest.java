package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** rectify in a process of its own that does not come to its end: what it leaves is whole, and the table tells the truth of it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent with kill")
class RectifyBrokenOffTest {
    private static final int PICTURES = 80;
    private static final int THREADS = 2;

    @TempDir
    Path folder;

    private Path model;
    private Path pictures;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        model = SmallModels.write(folder.resolve("model.safetensors"), SmallModels.digits());
        pictures = Files.createDirectories(folder.resolve("pictures"));
        out = folder.resolve("out");
    }

    /** What no encoder makes smaller. */
    private static void writeNoise(Path file, int side) throws IOException {
        Random random = new Random(side);
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < side * side; i++) {
            picture.setRGB(i % side, i / side, random.nextInt());
        }
        assertThat(ImageIO.write(picture, "png", file.toFile())).isTrue();
    }

    private Object[] call() {
        return new Object[] {"rectify", model, pictures, "--out", out, "--threads", THREADS};
    }

    /** The table's lines but for the first one, as far as they are whole. */
    private List<String> lines() throws IOException {
        Path table = out.resolve("transforms.csv");
        if (!Files.exists(table)) {
            return List.of();
        }
        String text = Files.readString(table);
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        return lines.isEmpty() ? lines : lines.subList(1, lines.size());
    }

    private List<Path> files(String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        try (var found = Files.newDirectoryStream(out, glob)) {
            found.forEach(files::add);
        }
        return files;
    }

    /** Every picture is whole, and every line has its picture; at most so many have no line yet. */
    private void assertConsistent(int withoutLine) throws IOException {
        List<Path> written = files("[!.]*.png");
        for (Path file : written) {
            assertThat(ImageIO.read(file.toFile())).as(file.toString()).isNotNull();
        }
        List<String> lines = lines();
        assertThat(lines)
                .allSatisfy(line -> assertThat(out.resolve(line.substring(0, line.indexOf(','))))
                        .isIn(written));
        assertThat(lines).doesNotHaveDuplicates();
        assertThat(written.size() - lines.size()).isBetween(0, withoutLine);
    }

    /** The next call is made by this process, which is older than what a killed one has left. */
    private void letTimePass() throws IOException {
        for (Path half : files(".*")) {
            Files.setLastModifiedTime(half, FileTime.from(Instant.EPOCH));
        }
    }

    private void assertAgainWritesAll(int all) throws IOException {
        CommandRun again = CommandRun.of(call());
        assertThat(again.code()).as(again.err()).isEqualTo(ExitCode.DONE);
        assertThat(again.out()).startsWith("wrote " + all + " of " + all + " pictures");
        assertThat(lines()).hasSize(all).isSorted();
        assertConsistent(0);
        assertThat(files(".*")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130, 0", "TERM, 143, 0", "KILL, 137, " + THREADS})
    void leavesWholePictures(String signal, int exitCode, int withoutLine) throws Exception {
        Signals.assumeHeeded(signal);
        writeNoise(folder.resolve("noise.png"), 500);
        for (int i = 0; i < PICTURES; i++) {
            Files.createLink(pictures.resolve((1000 + i) + ".png"), folder.resolve("noise.png"));
        }
        Process process = MainProcess.of(List.of(), call())
                .redirectError(folder.resolve("err").toFile())
                .start();
        while (lines().size() < 5) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(10);
        }
        Signals.send(signal, process);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isEqualTo(exitCode);
        assertThat(lines()).hasSizeBetween(5, PICTURES - 1);
        assertConsistent(withoutLine);
        if (signal.equals("KILL")) {
            assertThat(printed).isEmpty();
            letTimePass();
        } else {
            assertThat(printed)
                    .isEqualTo("stopped: wrote " + lines().size() + " of " + PICTURES + " pictures to " + out
                            + "; the same call again writes all of them\n");
            assertThat(folder.resolve("err"))
                    .content()
                    .isEqualToIgnoringWhitespace("stopping; the pictures that were begun are being written ...");
            assertThat(files(".*")).isEmpty();
        }
        assertAgainWritesAll(PICTURES);
    }

    @Test
    void keepsTheLinesOfAnEarlierCallUntilThereAreNewOnes() throws Exception {
        writeNoise(folder.resolve("noise.png"), 300);
        for (int i = 0; i < PICTURES; i++) {
            Files.createLink(pictures.resolve((1000 + i) + ".png"), folder.resolve("noise.png"));
        }
        assertAgainWritesAll(PICTURES);
        List<String> before = lines();
        Process process = MainProcess.of(List.of(), call()).start();
        while (lines().size() < PICTURES + 5) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(10);
        }
        Signals.send("KILL", process);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(lines()).hasSizeLessThan(2 * PICTURES).startsWith(before.toArray(String[]::new));
        letTimePass();
        assertAgainWritesAll(PICTURES);
    }

    /** A limit to the size of files ends the writing of one as a full disk does: in its middle, by the system. */
    @Test
    void leavesWholePicturesWhereTheDiskIsFull() throws Exception {
        for (int i = 0; i < 20; i++) {
            writeNoise(pictures.resolve((1000 + i) + ".png"), i == 10 ? 400 : 20);
        }
        ProcessBuilder process = MainProcess.of(List.of("-XX:-UsePerfData"), call());
        List<String> limited = new ArrayList<>(List.of("/bin/bash", "-c", "ulimit -f 200; exec \"$@\"", "bash"));
        limited.addAll(process.command());
        Process full = process.command(limited).start();
        String err = new String(full.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(full.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(full.exitValue()).as(err).isEqualTo(ExitCode.FAILED);
        assertThat(err)
                .startsWith("stn4j rectify: cannot write " + out.resolve("1010.png") + ": ")
                .contains("; " + lines().size() + " of 20 pictures were written before")
                .hasLineCount(1);
        assertConsistent(0);
        assertThat(files(".*")).isEmpty();
        assertAgainWritesAll(20);
    }
}
