package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.nn.Network;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Transform;
import org.stn4j.warp.Warp;
import org.stn4j.warp.WarpBatch;
import org.stn4j.warp.WarpGradients;
import picocli.CommandLine;

/** What README and docs show works: code compiles and runs, commands are understood, links lead somewhere. */
class DocumentsTest {
    private static final Path ROOT = SharedData.root();

    @TempDir
    Path folder;

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")),
                            files.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    /** The blocks of one language in a document, without the indent of a list. */
    private static List<String> blocks(String document, String language) throws IOException {
        Matcher matcher = Pattern.compile("(?ms)^( *)```" + language + "\\n(.*?)^ *```$")
                .matcher(Files.readString(ROOT.resolve(document)));
        return matcher.results()
                .map(block -> block.group(2).replaceAll("(?m)^" + block.group(1), ""))
                .toList();
    }

    private Class<?> compiled(String name, String source) throws Exception {
        Path file = folder.resolve(name.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        complaints,
                        complaints,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        file.toString());
        assertThat(result).as(complaints.toString(StandardCharsets.UTF_8)).isZero();
        // Left open: the class may still load others.
        URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        return Class.forName(name, false, loader);
    }

    @Test
    void theReadmesProgramFlattensAPage() throws Exception {
        String code = blocks("README.md", "java").get(0);
        assertThat(code.lines().filter(line -> !line.startsWith("//")).count()).isLessThanOrEqualTo(10);
        // White paper whose corners lie where the program looks for them, on black.
        BufferedImage photo = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        var graphics = photo.createGraphics();
        graphics.setColor(java.awt.Color.WHITE);
        graphics.fillPolygon(new int[] {40, 340, 380, 20}, new int[] {45, 15, 270, 240}, 4);
        graphics.dispose();
        Path page = folder.resolve("page.png");
        Path flat = folder.resolve("flat.png");
        ImageIO.write(photo, "png", page.toFile());
        Class<?> program = compiled(
                "Example", """
                import java.awt.image.BufferedImage;
                import java.io.File;
                import javax.imageio.ImageIO;
                import org.stn4j.warp.*;

                public class Example {
                    public static void main(String... args) throws Exception {
                """ + code.replace("page.jpg", page.toString()).replace("flat.png", flat.toString()) + "}}");
        program.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        BufferedImage result = ImageIO.read(flat.toFile());
        assertThat(result.getWidth()).isEqualTo(600);
        assertThat(result.getHeight()).isEqualTo(800);
        // All paper, up to the pixels on its edge.
        for (int[] place : new int[][] {{6, 6}, {593, 6}, {593, 793}, {6, 793}, {300, 400}}) {
            assertThat(result.getRGB(place[0], place[1]) & 0xff).isGreaterThan(250);
        }
    }

    @Test
    void theReadmesNetworkIsOne() throws IOException {
        Network network = NetworkYaml.parse(blocks("README.md", "yaml").get(0));
        assertThat(network.output().values()).isEqualTo(10);
    }

    @Test
    void theTransformOfOnesOwnHasTheRightGradient() throws Exception {
        Class<?> type = compiled(
                "Rotation", blocks("docs/adding-a-transform.md", "java").get(0));
        Transform rotation = (Transform) type.getDeclaredConstructor().newInstance();
        ImageSize size = new ImageSize(9, 12);
        Warp warp = new Warp(rotation, new Geometry(size, size, false));
        float[] image = new float[size.pixels()];
        float[] weights = new float[size.pixels()];
        for (int i = 0; i < image.length; i++) {
            int row = i / 12;
            image[i] = (float) Math.sin(0.37 * (i % 12) + 0.61 * row);
            weights[i] = (float) Math.cos(1.3 * i);
        }
        assertThat(warp.apply(image, 1, rotation.identity(size))).isEqualTo(image);

        float angle = 0.3f;
        FloatBuffer gradient = FloatBuffer.allocate(1);
        warp.backward(
                new WarpBatch(1, 1, FloatBuffer.wrap(image), FloatBuffer.wrap(new float[] {angle})),
                FloatBuffer.wrap(weights),
                WarpGradients.forTheta(gradient));
        double step = 1e-4;
        double up = loss(warp, image, weights, (float) (angle + step));
        double down = loss(warp, image, weights, (float) (angle - step));
        assertThat((double) gradient.get(0)).isCloseTo((up - down) / (2 * step), within(0.01));
        assertThat(Math.abs(gradient.get(0))).isGreaterThan(0.1f);
    }

    private static double loss(Warp warp, float[] image, float[] weights, float angle) {
        float[] output = warp.apply(image, 1, new float[] {angle});
        double loss = 0;
        for (int i = 0; i < output.length; i++) {
            loss += output[i] * weights[i];
        }
        return loss;
    }

    @Test
    void theTransformForTheLibraryCompiles() throws Exception {
        Class<?> type = compiled(
                "org.stn4j.warp.Stretch",
                blocks("docs/adding-a-transform.md", "java").get(1));
        assertThat(Transform.class).isAssignableFrom(type);
    }

    @Test
    void everyCommandIsUnderstood() throws IOException {
        int commands = 0;
        for (Path document : documents()) {
            for (String block : blocks(ROOT.relativize(document).toString(), "sh")) {
                for (String line :
                        block.lines().filter(l -> l.startsWith("./stn4j ")).toList()) {
                    String[] words = line.replaceAll("#.*", "").strip().split(" +");
                    CommandLine parser = CommandRun.program();
                    parser.parseArgs(Stream.of(words).skip(1).toArray(String[]::new));
                    commands++;
                }
            }
        }
        assertThat(commands).isGreaterThan(8);
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (Path document : documents()) {
            Matcher links = Pattern.compile("\\]\\((?!https?:)([^)#]+)").matcher(Files.readString(document));
            while (links.find()) {
                assertThat(document.resolveSibling(links.group(1))).exists();
            }
        }
    }

    @Test
    void namedTestsAndTypesExist() throws IOException {
        List<String> sources;
        try (Stream<Path> files = Files.walk(ROOT)) {
            sources = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".java"))
                    .toList();
        }
        for (Path document : documents()) {
            Matcher names = Pattern.compile(
                            "`(?:org\\.stn4j\\.)?(?:[a-z]+\\.)*([A-Z][A-Za-z]*(?:Test|Warp|Mapping|Layer|Cases|Kernels|Sampler|Yaml|Weights|Builder|Network|Grid|Options|Settings|Layers|Writer|Spline|Transformer|Function))`")
                    .matcher(Files.readString(document));
            while (names.find()) {
                if (!names.group(1).equals("Cases")) {
                    assertThat(sources)
                            .as("named in %s", document.getFileName())
                            .contains(names.group(1) + ".java");
                }
            }
        }
    }
}
