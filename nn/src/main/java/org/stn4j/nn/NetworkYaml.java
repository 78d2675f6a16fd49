package org.stn4j.nn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.stn4j.nn.file.AtomicFile;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Networks as YAML, read and written without loss.
 *
 * <pre>{@code
 * name: st-cnn
 * input: 1x42x42
 * layers:
 * - spatialTransformer:
 *     transform: affine            # see Transforms.names(); tps:5 has a lattice of 5x5 points, attention:0.4 a fixed scale
 *     output: 28x28                # the input's size if left out
 *     interpolation: bilinear      # nearest, bilinear (default) or bicubic
 *     padding: zeros               # zeros (default), border, reflection or a number
 *     alignCorners: false
 *     start: [1, 0, 0, 0, 1, 0]    # θ before anything is learned; the identity if left out
 *     repeat: 1                    # how often it looks, each time at what it has made so far; 1 if left out
 *     localisation:                # without the last layer, which makes θ
 *     - averagePool: 2
 *     - convolution: {filters: 20, kernel: 5}
 *     - relu
 *     - dense: 20
 *     - relu
 * - convolution: {filters: 32, kernel: 9, stride: 1, padding: 0}
 * - relu
 * - maxPool: {size: 2, stride: 2}
 * - dense: 10
 * }</pre>
 *
 * <p>Others are {@code batchNorm}, {@code instanceNorm}, {@code globalAveragePool}, {@code dropout: 0.5},
 * {@code select: {first: 0, count: 1}}, {@code parallel}, a list of lists of layers, {@code glimpses}, which has a
 * {@code localisation} for all of its {@code transformers}, and {@code volumeTransformer}, which has the fields of a spatial
 * transformer except for {@code transform}, and an {@code output} of slices, rows and columns. Whatever is wrong is one line
 * that names the place, what stands there and what could.
 * Anchors and aliases are refused.
 */
public final class NetworkYaml {
    /** Far more than any network; a larger file is something else. */
    private static final long LARGEST_FILE = 1 << 20;

    private NetworkYaml() {}

    /**
     * Reads a network file.
     *
     * @throws IOException if it cannot be read or is no network; one line that names the file
     */
    public static Network read(Path path) throws IOException {
        String text;
        try {
            if (Files.isDirectory(path)) {
                throw new IOException("this is a folder, not a network file");
            }
            if (Files.size(path) > LARGEST_FILE) {
                throw new IOException("this is longer than a network file may be, " + LARGEST_FILE + " bytes");
            }
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(path + ": this is not UTF-8 text", e);
        } catch (IOException e) {
            throw new IOException(path + ": " + AtomicFile.reason(e), e);
        }
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a network from text.
     *
     * @throws IllegalArgumentException if it is none; one line
     */
    public static Network parse(String text) {
        Node root =
                YamlDocument.parse(text).orElseThrow(() -> new IllegalArgumentException("the network file is empty"));
        YamlFields fields = YamlFields.of(root, "a network", List.of("name", "input", "layers"));
        String name = fields.text("name");
        Shape input = fields.value("input", Shape::parse);
        List<Layer> layers = new YamlLayers("").read(fields.required("layers"));
        return new Network(name, input, layers);
    }

    /** A network as text; {@link #parse} makes an equal one of it. */
    public static String format(Network network) {
        return YamlWriter.write(network);
    }

    /**
     * Writes a network file, whole or not at all.
     *
     * @throws IOException if it cannot be written; one line that names the file
     */
    public static void write(Path path, Network network) throws IOException {
        byte[] text = format(network).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(path, text);
    }
}
