package org.stn4j.onnx;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.stn4j.data.ImageShape;
import org.stn4j.data.picture.Picture;
import org.stn4j.data.picture.PictureInput;
import org.stn4j.nn.ModelCard;
import org.stn4j.nn.Shape;
import org.stn4j.warp.Planes;

/**
 * An exported classifier for services: loaded once, it says what pictures show.
 *
 * <pre>{@code
 * try (OnnxClassifier classifier = OnnxClassifier.load(Path.of("model.onnx"))) {
 *     Classification answer = classifier.classify(picture);
 *     System.out.println(answer.label() + " " + answer.probability());
 * }
 * }</pre>
 *
 * <p>For any number of threads at once, which do not wait for each other: each call computes on its caller's thread.
 * Closing waits for the calls that are at work.
 */
public final class OnnxClassifier implements AutoCloseable {
    private final OnnxSession session;
    private final PictureInput input;
    private final Set<String> answers = new LinkedHashSet<>();

    private OnnxClassifier(OnnxSession session, PictureInput input) {
        this.session = session;
        this.input = input;
        answers.add(NetworkGraph.SCORES);
        session.transformers().forEach(transformer -> answers.add(transformer.theta()));
    }

    /**
     * Loads a model for pictures as they are.
     *
     * @throws IOException if the file cannot be read, or is no classifier that stn4j exported; one line that names it
     * @throws IllegalStateException if there is no ONNX Runtime for this machine; one line
     */
    public static OnnxClassifier load(Path file) throws IOException {
        return load(file, PictureInput::new);
    }

    /**
     * Loads a model.
     *
     * @param input how pictures become the input of the network, for the shape that it takes; such as {@code shape -> new
     *     PictureInput(shape, true, true)}, which exchanges dark and light
     * @throws IOException as {@link #load(Path)}
     * @throws IllegalStateException as {@link #load(Path)}
     */
    public static OnnxClassifier load(Path file, Function<ImageShape, PictureInput> input) throws IOException {
        int threads = 1;
        OnnxSession session = OnnxSession.open(file, threads);
        try {
            if (!NetworkGraph.isClassifier(session.card().network())) {
                throw new IllegalArgumentException("this model is no classifier: it makes images of "
                        + session.card().network().output());
            }
            Shape shape = session.card().network().input();
            return new OnnxClassifier(
                    session, input.apply(new ImageShape(shape.channels(), shape.height(), shape.width())));
        } catch (IllegalArgumentException e) {
            session.close();
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** What the file says of the model: its network, labels and origin. */
    public ModelCard card() {
        return session.card();
    }

    /**
     * Says what a picture shows.
     *
     * @param picture of any size and colours; it is scaled to fit and put into the middle of the network's input
     * @throws IllegalStateException if this is closed
     */
    public Classification classify(BufferedImage picture) {
        Map<String, float[]> values = run(picture, answers);
        float[] scores = values.get(NetworkGraph.SCORES);
        List<Float> probabilities = new ArrayList<>(scores.length);
        int best = 0;
        for (int i = 0; i < scores.length; i++) {
            probabilities.add(scores[i]);
            best = scores[i] > scores[best] ? i : best;
        }
        List<Classification.Where> looks = new ArrayList<>();
        for (TransformerOutputs transformer : session.transformers()) {
            looks.add(new Classification.Where(
                    transformer.path(), transformer.layer().transform(), values.get(transformer.theta())));
        }
        return new Classification(session.card().label(best), scores[best], probabilities, looks);
    }

    /**
     * The picture as the network's spatial transformers see it: what each makes of it, in the order in which they are
     * run. Those that look at feature maps are left out.
     *
     * @throws IllegalStateException if this is closed
     */
    public List<BufferedImage> rectify(BufferedImage picture) {
        List<TransformerOutputs> shown = session.transformers().stream()
                .filter(transformer -> transformer.isOfPicture()
                        && (transformer.channels().size() == 1
                                || transformer.channels().size() == 3))
                .toList();
        if (shown.isEmpty()) {
            return List.of();
        }
        Set<String> wanted = new LinkedHashSet<>();
        shown.forEach(transformer -> wanted.add(transformer.rectified()));
        Map<String, float[]> values = run(picture, wanted);
        List<BufferedImage> pictures = new ArrayList<>();
        for (TransformerOutputs transformer : shown) {
            float[] pixels = values.get(transformer.rectified());
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] /= NetworkGraph.WHITE;
            }
            pictures.add(new Planes(
                            transformer.channels().size(), transformer.output().image(), pixels)
                    .toImage());
        }
        return pictures;
    }

    private Map<String, float[]> run(BufferedImage picture, Set<String> wanted) {
        return session.run(input.of(Picture.of(picture)), 1, wanted);
    }

    @Override
    public void close() {
        session.close();
    }
}
