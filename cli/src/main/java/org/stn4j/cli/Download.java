package org.stn4j.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Files from a folder on a web server. */
final class Download {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);
    /** For MNIST's ten megabytes over a slow line. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final int OK = 200;

    private final URI folder;
    private final HttpClient client;

    /** @throws IllegalArgumentException if this is no address of a web server; one line */
    Download(URI folder) {
        if (!"http".equalsIgnoreCase(folder.getScheme()) && !"https".equalsIgnoreCase(folder.getScheme())) {
            throw new IllegalArgumentException(
                    "files are fetched from an address such as https://example.org/mnist/, not '" + folder + "'");
        }
        this.folder = folder.toString().endsWith("/") ? folder : URI.create(folder + "/");
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /**
     * The content of a file.
     *
     * @throws IOException if it cannot be had; one line that names its address
     */
    byte[] fetch(String name) throws IOException {
        URI address = folder.resolve(name);
        HttpRequest request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
        HttpResponse<byte[]> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("fetching " + address + " was interrupted", e);
        } catch (IOException e) {
            throw unreachable(address, e);
        }
        if (response.statusCode() != OK) {
            throw new IOException(address + " answers " + response.statusCode()
                    + "; name another source with --from, or use --data digits, which needs no download");
        }
        return response.body();
    }

    private static IOException unreachable(URI address, IOException cause) {
        String why = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        return new IOException(
                "cannot reach " + address.getHost() + why + "; check the network, name another source with --from, or"
                        + " use --data digits, which needs no download",
                cause);
    }
}
