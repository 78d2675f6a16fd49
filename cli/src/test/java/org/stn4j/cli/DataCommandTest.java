package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.data.DataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class DataCommandTest {
    @TempDir
    Path folder;

    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** A web server on the files of a folder. */
    private String serve(Path files) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Path file = files.resolve(exchange.getRequestURI().getPath().substring("/mnist/".length()));
            if (Files.exists(file)) {
                byte[] bytes = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
            exchange.close();
        });
        server.start();
        return "http://localhost:" + server.getAddress().getPort() + "/mnist";
    }

    @Test
    void listsSourcesAndDistortions() throws IOException {
        CommandRun run = CommandRun.of("data", "list");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("digits").contains("mnist:DIR").contains("RTS        1x42x42");
        JsonNode json = CommandRun.of("data", "list", "--json").json();
        List<String> sources = new ArrayList<>();
        json.get("sources").fieldNames().forEachRemaining(sources::add);
        assertThat(sources).containsExactly(DataSource.FORMS.split(", | or ", -1));
        assertThat(json.get("distortions")).hasSize(7);
        for (JsonNode distortion : json.get("distortions")) {
            assertThat(distortion.get("description").asText()).isNotBlank();
        }
    }

    @Test
    void listsWhatIsInASource() throws IOException {
        String source = SmallDigits.write(folder.resolve("small"));
        CommandRun run = CommandRun.of("data", "list", source, "digits:7", "--json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.json().get(0).get("test").asInt()).isEqualTo(SmallDigits.TEST);
        assertThat(run.json().get(1).get("training").asInt()).isEqualTo(7);
        assertThat(CommandRun.of("data", "list", source).out())
                .startsWith(source + ": 220 to train, 20 to validate, 60 to test; 1x28x28; 10 classes: 0, 1");
    }

    /** The options of pictures in files alone. */
    @Command
    private static final class Host {
        @Mixin
        private PictureDataOptions pictures;
    }

    private static String applied(String source, String... words) {
        Host host = new Host();
        new CommandLine(host).parseArgs(words);
        return host.pictures.applied(DataSource.parse(source)).toString();
    }

    @Test
    void anOptionChangesOfTheSourcesSplitWhatItNames() {
        String source = "images:photos?split=40/30/30&split-seed=5";
        assertThat(applied(source)).isEqualTo(source);
        assertThat(applied(source, "--split-seed", "2")).endsWith("split=40/30/30&split-seed=2");
        assertThat(applied(source, "--split", "60/20/20")).endsWith("split=60/20/20&split-seed=5");
        assertThat(applied("images:photos", "--split", "60/20/20")).endsWith("split=60/20/20&split-seed=1");
    }

    @Test
    void previewsADistortion() throws IOException {
        Path file = folder.resolve("sheet.png");
        CommandRun run = CommandRun.of(
                "data", "preview", "--distort", "TC", "--rows", "2", "--columns", "3", "--zoom", "1", "--out", file);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        BufferedImage sheet = ImageIO.read(file.toFile());
        assertThat(sheet.getWidth()).isEqualTo(2 + 3 * 62);
        assertThat(sheet.getHeight()).isEqualTo(2 + 2 * 62);
    }

    @Test
    void fetchesMnistAndChecksIt() throws IOException {
        Path mnist = SharedData.folder("mnist");
        String address = serve(mnist);
        Path out = folder.resolve("mnist");
        CommandRun run = CommandRun.of("data", "fetch", "--from", address, "--out", out);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(out.resolve("t10k-images-idx3-ubyte.gz"))
                .hasSameBinaryContentAs(mnist.resolve("t10k-images-idx3-ubyte.gz"));
        server.stop(0);
        CommandRun again = CommandRun.of("data", "fetch", "--from", address, "--out", out);
        assertThat(again.code()).isEqualTo(ExitCode.DONE);
        assertThat(again.err()).contains("is there already").doesNotContain("fetching");
        assertThat(CommandRun.of("data", "list", "mnist:" + out).out()).contains("55,000 to train");
    }

    @Test
    void refusesAFileThatIsNotThePublishedOne() throws IOException {
        Path wrong = Files.createDirectories(folder.resolve("wrong"));
        Files.writeString(wrong.resolve("train-images-idx3-ubyte.gz"), "<html>log in first</html>");
        Path out = folder.resolve("mnist");
        CommandRun run = CommandRun.of("data", "fetch", "--from", serve(wrong), "--out", out);
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("train-images-idx3-ubyte.gz is not the published file");
        assertThat(out).isEmptyDirectory();
    }

    /** Other sets have files of the same names. */
    @Test
    void doesNotOverwriteFilesOfAnotherSet() throws IOException {
        Path out = Files.createDirectories(folder.resolve("fashion"));
        Path labels = Files.writeString(out.resolve("t10k-labels-idx1-ubyte.gz"), "shirts and shoes");
        CommandRun run = CommandRun.of("data", "fetch", "--from", "http://localhost:1/", "--out", out);
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .hasLineCount(1)
                .contains(labels + " is there and is not MNIST's; give another folder with --out");
        assertThat(labels).hasContent("shirts and shoes");
        assertThat(out.toFile().list()).hasSize(1);
    }

    @Test
    void aServerThatDoesNotHaveIt() throws IOException {
        CommandRun run = CommandRun.of("data", "fetch", "--from", serve(folder), "--out", folder.resolve("mnist"));
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("answers 404; name another source with --from");
    }

    @Test
    void noServerAtAll() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        CommandRun run = CommandRun.of(
                "data", "fetch", "--from", "http://localhost:" + free + "/", "--out", folder.resolve("mnist"));
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .contains("cannot reach localhost")
                .contains("--data digits, which needs no download");
    }

    @Test
    void theSumIsOfTheContentWhereTheWrapperDiffers() throws IOException {
        Path images = SharedData.folder("mnist").resolve("train-images-idx3-ubyte.gz");
        byte[] bytes = Files.readAllBytes(images);
        PublishedFile file = new PublishedFile(
                "train-images-idx3-ubyte.gz",
                PublishedFile.Sum.OF_CONTENT,
                "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db");
        assertThat(file.matches(bytes)).isTrue();
        assertThat(file.matches(java.util.Arrays.copyOf(bytes, bytes.length - 9)))
                .isFalse();
    }
}
