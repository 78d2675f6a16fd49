package org.stn4j.examples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.nn.Parameter;
import org.stn4j.nn.Parameters;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.TensorData;
import org.stn4j.onnx.OnnxExport;
import org.stn4j.onnx.Opset;

/** The service on a port of its own, with a model whose right answers are known. */
class PictureServiceTest {
    private final HttpClient client = HttpClient.newHttpClient();

    private PictureService service;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        Path file = folder.resolve("model.onnx");
        OnnxExport.write(file, leftOrRight(), Opset.V16);
        service = new PictureService(file, 0);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    /** A network that tells whether the left or the right half is the brighter one; its transformer stays as it is. */
    private static Model leftOrRight() {
        Network network = NetworkYaml.parse("""
                name: left or right
                input: 1x8x8
                layers:
                - spatialTransformer: {transform: affine, localisation: [{averagePool: 4}]}
                - dense: 2
                """);
        Map<String, TensorData> weights = new LinkedHashMap<>();
        for (Parameter parameter : Parameters.of(network)) {
            float[] values = new float[(int) parameter.values()];
            if (parameter.name().endsWith("theta/bias")) {
                values = new float[] {1, 0, 0, 0, 1, 0};
            } else if (parameter.name().equals("1.dense/weight")) {
                for (int i = 0; i < 64; i++) {
                    values[i] = i % 8 < 4 ? 1 : -1;
                    values[64 + i] = -values[i];
                }
            }
            weights.put(parameter.name(), new TensorData(parameter.shape(), values));
        }
        return new Model(network, List.of("left", "\"right\""), Preprocessing.none(1), Map.of(), weights);
    }

    private static byte[] bright(int x) throws IOException {
        BufferedImage picture = new BufferedImage(80, 80, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(x, 10, 30, 60);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private HttpRequest post(byte[] body) {
        return HttpRequest.newBuilder(address())
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private URI address() {
        return URI.create("http://localhost:" + service.port() + "/classify");
    }

    @Test
    void answersManyAtOnce() throws IOException {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(client.sendAsync(post(bright(i % 2 == 0 ? 5 : 45)), BodyHandlers.ofString()));
        }
        for (int i = 0; i < answers.size(); i++) {
            HttpResponse<String> answer = answers.get(i).join();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .startsWith(
                            "{\"label\": " + (i % 2 == 0 ? "\"left\"" : "\"\\\"right\\\"\"") + ", \"probability\": ")
                    .containsPattern("0\\.9\\d|1\\.0");
        }
    }

    @Test
    void refusesWhatIsNoPicture() throws Exception {
        assertThat(client.send(post("no picture".getBytes(StandardCharsets.UTF_8)), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.send(post(new byte[0]), BodyHandlers.ofString()).statusCode())
                .isEqualTo(400);
        byte[] cutOff = Arrays.copyOf(bright(5), 60);
        assertThat(client.send(post(cutOff), BodyHandlers.ofString()).statusCode())
                .isEqualTo(400);
        assertThat(client.send(HttpRequest.newBuilder(address()).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
        // And goes on.
        assertThat(client.send(post(bright(5)), BodyHandlers.ofString()).body()).contains("left");
    }

    @Test
    void needsNoLibtorch() {
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("org.bytedeco.pytorch.Tensor"));
    }
}
