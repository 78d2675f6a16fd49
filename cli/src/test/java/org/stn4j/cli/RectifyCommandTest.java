package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.warp.Planes;

/** rectify on folders as people have them, with a model whose transformer is the identity. */
class RectifyCommandTest {
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

    /** Some picture with a slope in each channel. */
    private static BufferedImage picture(int height, int width, int type) {
        BufferedImage picture = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = 255 * x / width;
                int green = 255 * y / height;
                picture.setRGB(x, y, 0xff000000 | red << 16 | green << 8 | (red + green) / 2);
            }
        }
        return picture;
    }

    private Path write(String name, BufferedImage picture) throws IOException {
        Path file = pictures.resolve(name);
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(picture, name.substring(name.lastIndexOf('.') + 1), file.toFile()))
                .isTrue();
        return file;
    }

    private CommandRun rectify(Object... more) {
        Object[] words = new Object[4 + more.length];
        words[0] = "rectify";
        words[1] = model;
        words[2] = "--out";
        words[3] = out;
        System.arraycopy(more, 0, words, 4, more.length);
        return CommandRun.of(words);
    }

    private BufferedImage read(String name) throws IOException {
        return ImageIO.read(out.resolve(name).toFile());
    }

    @Test
    void keepsResolutionColoursAndDepth() throws IOException {
        BufferedImage colours = picture(140, 140, BufferedImage.TYPE_INT_RGB);
        write("deep/colours.bmp", colours);
        BufferedImage deep = new BufferedImage(70, 70, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 70 * 70; i++) {
            deep.getRaster().setSample(i % 70, i / 70, 0, 13 * i);
        }
        write("deep.png", deep);
        CommandRun run = rectify(pictures);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("wrote 2 of 2 pictures to " + out);
        assertThat(Planes.of(read("deep/colours.png")).values())
                .isEqualTo(Planes.of(colours).values());
        BufferedImage made = read("deep.png");
        assertThat(made.getColorModel().getComponentSize(0)).isEqualTo(16);
        assertThat(made.getRaster().getSamples(0, 0, 70, 70, 0, (int[]) null))
                .isEqualTo(deep.getRaster().getSamples(0, 0, 70, 70, 0, (int[]) null));
    }

    @Test
    void laysTransparencyOnWhite() throws IOException {
        write("clear.png", new BufferedImage(28, 28, BufferedImage.TYPE_INT_ARGB));
        assertThat(rectify(pictures).code()).isEqualTo(ExitCode.DONE);
        assertThat(read("clear.png").getRGB(14, 14)).isEqualTo(0xffffffff);
    }

    @Test
    void writesATableOfTransforms() throws IOException {
        write("b, c.png", picture(50, 100, BufferedImage.TYPE_INT_RGB));
        write("a.png", picture(28, 28, BufferedImage.TYPE_INT_RGB));
        assertThat(rectify(pictures, "--size", "30x40").code()).isEqualTo(ExitCode.DONE);
        assertThat(read("a.png").getWidth()).isEqualTo(40);
        assertThat(read("a.png").getHeight()).isEqualTo(30);
        List<String> lines = Files.readAllLines(out.resolve("transforms.csv"));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .startsWith("path,label,probability,height,width,transformer,transform,theta,top_left_x");
        assertThat(lines.get(1))
                .matches("a\\.png,class \\d,0\\.\\d+,30,40,1,affine,1\\.0 0\\.0 0\\.0 0\\.0 1\\.0 0\\.0,"
                        + "0\\.00,0\\.00,28\\.00,0\\.00,28\\.00,28\\.00,0\\.00,28\\.00");
        // 50 rows of 100 columns lie in the middle of the network's square.
        assertThat(lines.get(2))
                .startsWith("\"b, c.png\",class ")
                .endsWith(",0.00,-25.00,100.00,-25.00,100.00,75.00,0.00,75.00");
    }

    @Test
    void theTableKeepsWhatEarlierCallsWroteOfPicturesThatAreStillThere() throws IOException {
        Path table = out.resolve("transforms.csv");
        write("d, \"e\".png", picture(28, 28, BufferedImage.TYPE_INT_RGB));
        write("gone.png", picture(28, 28, BufferedImage.TYPE_INT_RGB));
        Path again = write("again.png", picture(28, 28, BufferedImage.TYPE_INT_RGB));
        assertThat(rectify(pictures).code()).isEqualTo(ExitCode.DONE);
        List<String> before = Files.readAllLines(table);
        Files.delete(out.resolve("gone.png"));

        assertThat(rectify(again, "--size", "30x40").code()).isEqualTo(ExitCode.DONE);
        List<String> after = Files.readAllLines(table);
        assertThat(after).hasSize(3);
        assertThat(after.get(0)).isEqualTo(before.get(0));
        assertThat(after.get(1)).startsWith("again.png,").contains(",30,40,1,affine,");
        assertThat(after.get(2)).isEqualTo(before.get(2)).startsWith("\"d, \"\"e\"\".png\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "path,label\na.png,b\n", "path,\"label\n", "\0"})
    void replacesATableOfSomethingElse(String text) throws IOException {
        write("a.png", picture(28, 28, BufferedImage.TYPE_INT_RGB));
        Files.createDirectories(out);
        Files.writeString(out.resolve("transforms.csv"), text);
        assertThat(rectify(pictures).code()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readAllLines(out.resolve("transforms.csv"))).hasSize(2);
    }

    @Test
    void namesWhatFailsAtTheEndAndDoesTheRest() throws IOException {
        write("good.png", picture(30, 30, BufferedImage.TYPE_INT_RGB));
        Files.writeString(pictures.resolve("broken.jpg"), "no picture");
        Files.createFile(pictures.resolve("empty.png"));
        CommandRun run = rectify(pictures, "--threads", "1");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines().toList()).hasSize(2);
        assertThat(run.err()).contains("broken.jpg: this is no picture").contains("empty.png: the file is empty");
        assertThat(run.out()).contains("wrote 1 of 3 pictures");
        assertThat(Files.readAllLines(out.resolve("transforms.csv"))).hasSize(2);
    }

    @Test
    void debugShowsWhyAPictureFailed() throws IOException {
        Files.writeString(pictures.resolve("broken.jpg"), "no picture");
        assertThat(rectify(pictures, "--debug").err()).contains("broken.jpg: this is no picture", "\tat org.stn4j.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --transformer 2    | --transformer is from 1 to 1 for this network, not 2
            --transformer 0    | --transformer is from 1 to 1 for this network, not 0
            --threads -1       | 1 or more
            --device tpu       | there is no device 'tpu'
            --size 20000x20000 | at most 178,956,970 pixels, and 20000x20000 are 400,000,000
            """)
    void makesNoFolderWhereTheCallIsWrong(String options, String message) throws IOException {
        write("a.png", picture(30, 30, BufferedImage.TYPE_INT_RGB));
        CommandRun run = rectify(pictures, options.split(" ", -1)[0], options.split(" ", -1)[1]);
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(run.err()).contains(message).hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void makesNoFolderWhereTheModelCannotRectify() throws IOException {
        write("a.png", picture(30, 30, BufferedImage.TYPE_INT_RGB));
        model = SmallModels.write(
                folder.resolve("plain.safetensors"),
                NetworkYaml.parse("name: plain\ninput: 1x28x28\nlayers:\n- averagePool: 4\n- dense: 10\n"));
        CommandRun run = rectify(pictures);
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(run.err())
                .contains("the network plain has no spatial transformer")
                .hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void makesNoFolderWhereThereIsNoPicture() {
        CommandRun run = rectify(folder.resolve("absent.png"), folder.resolve("absent"));
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("absent.png: no such file or folder").hasLineCount(1);
        assertThat(out).doesNotExist();
    }

    @Test
    void takesAwayWhatAKilledCallHalfWrote() throws IOException {
        write("deep/a.bmp", picture(30, 30, BufferedImage.TYPE_INT_RGB));
        Path half = leftover("deep/.a.png.6f0c1b1e-3a5d-4d9f-8c55-0a1b2c3d4e5f.tmp");
        Path halfTable = leftover(".transforms.csv.6f0c1b1e-3a5d-4d9f-8c55-0a1b2c3d4e5f.tmp");
        Path another = leftover("deep/.b.png.6f0c1b1e-3a5d-4d9f-8c55-0a1b2c3d4e5f.tmp");
        Path own = leftover("deep/.a.png.tmp");
        assertThat(rectify(pictures).code()).isEqualTo(ExitCode.DONE);
        assertThat(half).doesNotExist();
        assertThat(halfTable).doesNotExist();
        assertThat(another).exists();
        assertThat(own).exists();
    }

    private Path leftover(String name) throws IOException {
        Path file = out.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "half");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }

    @Test
    void leavesItsOwnResultsAlone() throws IOException {
        write("a.bmp", picture(30, 30, BufferedImage.TYPE_INT_RGB));
        out = pictures.resolve("straight");
        assertThat(rectify(pictures).out()).contains("wrote 1 of 1");
        assertThat(rectify(pictures).out()).contains("wrote 1 of 1");
        assertThat(out.resolve("straight")).doesNotExist();
        out = pictures;
        CommandRun between = rectify(pictures);
        assertThat(between.code()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(between.err()).contains("between the pictures").hasLineCount(1);
    }

    @Test
    void picturesOfOneNameKeepTheirSuffixes() throws IOException {
        write("a.bmp", picture(30, 30, BufferedImage.TYPE_INT_RGB));
        write("a.png", picture(40, 40, BufferedImage.TYPE_INT_RGB));
        write("b.png", picture(50, 50, BufferedImage.TYPE_INT_RGB));
        assertThat(rectify(pictures).code()).isEqualTo(ExitCode.DONE);
        assertThat(read("a.bmp.png").getWidth()).isEqualTo(30);
        assertThat(read("a.png.png").getWidth()).isEqualTo(40);
        assertThat(read("b.png").getWidth()).isEqualTo(50);
    }

    @Test
    void anExportedModelMakesTheSamePictures() throws IOException {
        write("a.png", picture(100, 80, BufferedImage.TYPE_INT_RGB));
        write("b.png", picture(60, 90, BufferedImage.TYPE_INT_RGB));
        assertThat(rectify(pictures).code()).isEqualTo(ExitCode.DONE);
        BufferedImage expected = read("a.png");
        Path exported = folder.resolve("model.onnx");
        assertThat(CommandRun.of("export", model, "--out", exported).code()).isEqualTo(ExitCode.DONE);
        model = exported;
        CommandRun run = rectify(pictures, "--threads", "3");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(Planes.of(read("a.png")).values())
                .isEqualTo(Planes.of(expected).values());
    }

    @Test
    void stopsWhereItCannotWrite() throws IOException {
        write("a.png", picture(30, 30, BufferedImage.TYPE_INT_RGB));
        Files.writeString(folder.resolve("file"), "");
        out = folder.resolve("file");
        CommandRun run = rectify(pictures);
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("is a file, not a folder").hasLineCount(1);
        out = Files.createDirectories(folder.resolve("out/a.png")).getParent();
        CommandRun inTheWay = rectify(pictures);
        assertThat(inTheWay.code()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(inTheWay.err()).contains("which is a folder").hasLineCount(1);
        assertThat(rectify(pictures, "--size", "0x4").code()).isEqualTo(ExitCode.WRONG_CALL);
    }
}
