package org.stn4j.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.stn4j.nn.ModelCard;
import org.stn4j.nn.ModelMetadata;
import org.stn4j.nn.Shape;

/**
 * An exported model in ONNX Runtime, with Java's arrays around it.
 *
 * <p>For any number of threads at once, which do not wait for each other; closing waits for those that are at work.
 */
final class OnnxSession implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ModelCard card;
    private final List<TransformerOutputs> transformers;
    /** Memory outside of Java's for images, for the next ones who come by. */
    private final Queue<FloatBuffer> idle = new ConcurrentLinkedQueue<>();
    /** Held for reading by all who compute, and for writing by the one who closes. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    private OnnxSession(OrtEnvironment environment, OrtSession session, ModelCard card) {
        this.environment = environment;
        this.session = session;
        this.card = card;
        this.transformers = TransformerOutputs.of(card.network());
    }

    /**
     * Opens a file.
     *
     * @param threads processors that one call may use
     * @throws IOException if it cannot be read, or is no model that stn4j exported; one line that names it
     * @throws IllegalStateException if there is no ONNX Runtime for this machine; one line
     */
    static OnnxSession open(Path file, int threads) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": "
                    + (Files.isDirectory(file)
                            ? "this is a folder, not an ONNX file"
                            : Files.exists(file) ? "this is no plain file" : "no such file"));
        }
        if (!Files.isReadable(file)) {
            throw new IOException(file + ": permission denied");
        }
        OrtEnvironment environment = environment();
        OrtSession session;
        try {
            session = DeepStack.call(() -> {
                try (OrtSession.SessionOptions options = options(threads)) {
                    return environment.createSession(file.toString(), options);
                }
            });
        } catch (OrtException e) {
            throw new IOException(file + ": this is no ONNX model, or a damaged one (" + reason(e) + ")", e);
        }
        try {
            return new OnnxSession(environment, session, card(session));
        } catch (IllegalArgumentException e) {
            close(session);
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static OrtEnvironment environment() {
        try {
            return DeepStack.call(OrtEnvironment::getEnvironment);
        } catch (LinkageError | RuntimeException | OrtException e) {
            throw new IllegalStateException(
                    "ONNX Runtime cannot be loaded on this machine (" + e.getMessage() + ")", e);
        }
    }

    private static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        // Threads that have nothing to do sleep, instead of taking processors from those that have.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        // Errors are thrown, too; nobody wants to read them twice.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return options;
    }

    private static ModelCard card(OrtSession session) {
        try {
            Map<String, String> metadata = session.getMetadata().getCustomMetadata();
            if (!ModelMetadata.isIn(metadata)) {
                throw new IllegalArgumentException("this ONNX model was not exported by stn4j, and does not say what"
                        + " its labels and its outputs are; use it through ONNX Runtime itself");
            }
            ModelCard card = ModelMetadata.parse(metadata);
            check(card, session);
            return card;
        } catch (OrtException e) {
            throw new IllegalArgumentException("its metadata cannot be read: " + reason(e), e);
        }
    }

    /** Compares what the graph takes and makes with what its metadata say. */
    private static void check(ModelCard card, OrtSession session) throws OrtException {
        Shape input = card.network().input();
        check("input", NetworkGraph.PIXELS, session.getInputInfo(), input.channels(), input.height(), input.width());
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        Shape output = card.network().output();
        if (NetworkGraph.isClassifier(card.network())) {
            check("output", NetworkGraph.SCORES, outputs, output.channels());
            check("output", NetworkGraph.LOGITS, outputs, output.channels());
        } else {
            check("output", NetworkGraph.OUTPUT, outputs, output.channels(), output.height(), output.width());
        }
        for (TransformerOutputs transformer : TransformerOutputs.of(card.network())) {
            Shape made = transformer.output();
            check("output", transformer.theta(), outputs, transformer.parameters());
            check("output", transformer.rectified(), outputs, made.channels(), made.height(), made.width());
        }
    }

    private static void check(String kind, String name, Map<String, NodeInfo> values, long... shape) {
        NodeInfo value = values.get(name);
        if (value == null || !(value.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            throw new IllegalArgumentException("it has no " + kind + " '" + name + "' of floats; the file is damaged");
        }
        long[] axes = tensor.getShape();
        if (axes.length != shape.length + 1 || !Arrays.equals(axes, 1, axes.length, shape, 0, shape.length)) {
            throw new IllegalArgumentException("its " + kind + " '" + name + "' has the shape " + Arrays.toString(axes)
                    + ", and its network's is " + Arrays.toString(shape) + "; the file is damaged");
        }
    }

    ModelCard card() {
        return card;
    }

    List<TransformerOutputs> transformers() {
        return transformers;
    }

    /**
     * Computes some of the outputs.
     *
     * @param images {@code [N, C, H, W]}, pixels from 0 to 1
     * @param size N
     * @param wanted names of outputs
     * @return the values of each, image after image
     * @throws IllegalStateException if it is closed, or the memory does not suffice; one line
     */
    Map<String, float[]> run(float[] images, int size, Set<String> wanted) {
        Shape shape = card.network().input();
        if (size < 1 || (long) size * shape.values() > images.length) {
            throw new IllegalArgumentException(
                    size + " images of " + shape + " do not fit the " + images.length + " numbers given");
        }
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("this model is closed");
            }
            FloatBuffer pixels = buffer(size * shape.values());
            try {
                for (int i = 0; i < pixels.limit(); i++) {
                    pixels.put(i, NetworkGraph.WHITE * images[i]);
                }
                return run(pixels, new long[] {size, shape.channels(), shape.height(), shape.width()}, wanted);
            } finally {
                idle.add(pixels);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot compute this: " + reason(e), e);
        } finally {
            use.readLock().unlock();
        }
    }

    private Map<String, float[]> run(FloatBuffer pixels, long[] shape, Set<String> wanted) throws OrtException {
        try (OnnxTensor input = OnnxTensor.createTensor(environment, pixels, shape);
                OrtSession.Result result = session.run(Map.of(NetworkGraph.PIXELS, input), wanted)) {
            Map<String, float[]> values = new LinkedHashMap<>();
            for (String name : wanted) {
                FloatBuffer buffer = ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
                float[] array = new float[buffer.remaining()];
                buffer.get(array);
                values.put(name, array);
            }
            return values;
        }
    }

    /** A buffer that was used before if it is large enough, and else a new one. */
    private FloatBuffer buffer(int values) {
        FloatBuffer used = idle.poll();
        FloatBuffer buffer = used != null && used.capacity() >= values
                ? used
                : ByteBuffer.allocateDirect(Math.multiplyExact(Float.BYTES, values))
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
        return buffer.limit(values);
    }

    /** ONNX Runtime's words, on one line and without the place in its own sources. */
    private static String reason(OrtException e) {
        String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        return message.length() <= 300 ? message : message.substring(0, 300) + "…";
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                close(session);
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close a model: " + reason(e), e);
        }
    }
}
