package org.stn4j.examples.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.stn4j.onnx.Classification;
import org.stn4j.onnx.OnnxClassifier;

/**
 * Says over HTTP what pictures show, with a model that {@code ./stn4j export} wrote.
 *
 * <p>{@code PictureService MODEL.onnx [PORT]}, then {@code curl --data-binary @picture.png localhost:8080/classify}. The
 * model is loaded once; requests are answered side by side, each on a thread of its own, and do not wait for each other.
 */
public final class PictureService implements AutoCloseable {
    private static final int LARGEST_BODY = 16 << 20;
    /** A small file can hold an enormous picture. */
    private static final long MOST_PIXELS = 50_000_000;

    private final OnnxClassifier classifier;
    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    /** A service on this machine alone; port 0 takes a free one. */
    PictureService(Path model, int port) throws IOException {
        classifier = OnnxClassifier.load(model);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/classify", this::answer);
        server.start();
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1) {
            throw new IllegalArgumentException("give a model that stn4j exported, and a port if it is not to be 8080");
        }
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8080;
        PictureService service = new PictureService(Path.of(arguments[0]), port);
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        System.out.println("listening on port " + service.port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                send(exchange, 405, "{\"error\": \"post a picture\"}");
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                send(exchange, 413, "{\"error\": \"this is too large\"}");
                return;
            }
            try {
                send(exchange, 200, json(classifier.classify(picture(body))));
            } catch (IOException | IllegalArgumentException e) {
                send(exchange, 400, "{\"error\": \"this is no picture that can be read\"}");
            }
        }
    }

    private static BufferedImage picture(byte[] bytes) throws IOException {
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new IOException("no picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new IOException("too many pixels");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }

    private static String json(Classification answer) {
        // Labels are names of classes; in a service of your own, a JSON library writes this.
        String label = answer.label().replace("\\", "\\\\").replace("\"", "\\\"");
        return String.format(Locale.ROOT, "{\"label\": \"%s\", \"probability\": %.6f}", label, answer.probability());
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        classifier.close();
    }
}
