package org.stn4j.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Engine;
import org.stn4j.nn.Look;
import org.stn4j.nn.ModelCard;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.Warp;

/** An exported model in use on ONNX Runtime; needs no libtorch, and serves any number of threads at once. */
public final class OnnxEngine implements Engine {
    private final OnnxSession session;
    private final String output;
    private final List<Warp> warps = new ArrayList<>();

    private OnnxEngine(OnnxSession session) {
        this.session = session;
        this.output = NetworkGraph.isClassifier(session.card().network()) ? NetworkGraph.LOGITS : NetworkGraph.OUTPUT;
        for (TransformerOutputs transformer : session.transformers()) {
            warps.add(new Warp(
                    transformer.layer().transform(),
                    new Geometry(
                            transformer.input().image(),
                            transformer.output().image(),
                            transformer.layer().alignCorners()),
                    transformer.layer().interpolation(),
                    transformer.layer().padding()));
        }
    }

    /**
     * Opens an exported model.
     *
     * @param threads processors that one call may use, at least 1
     * @throws IOException if it cannot be read, or is no model that stn4j exported; one line that names it
     * @throws IllegalStateException if there is no ONNX Runtime for this machine; one line
     */
    public static OnnxEngine open(Path file, int threads) throws IOException {
        return new OnnxEngine(OnnxSession.open(file, threads));
    }

    /** What the file says of the model. */
    public ModelCard card() {
        return session.card();
    }

    @Override
    public Network network() {
        return session.card().network();
    }

    @Override
    public float[] logits(float[] images, int size) {
        return session.run(images, size, Set.of(output)).get(output);
    }

    @Override
    public Answer answer(float[] images, int size) {
        Set<String> wanted = new LinkedHashSet<>(Set.of(output));
        for (TransformerOutputs transformer : session.transformers()) {
            wanted.add(transformer.theta());
            wanted.add(transformer.rectified());
        }
        Map<String, float[]> values = session.run(images, size, wanted);
        List<Look> looks = new ArrayList<>();
        for (TransformerOutputs transformer : session.transformers()) {
            looks.add(new Look(
                    transformer.path(),
                    warps.get(transformer.number() - 1),
                    transformer.input().channels(),
                    values.get(transformer.theta()),
                    seen(transformer, values.get(transformer.rectified()))));
        }
        return new Answer(size, values.get(output), looks);
    }

    /** What the network itself saw: the file's pixels are those of a picture again. */
    private float[] seen(TransformerOutputs transformer, float[] rectified) {
        if (transformer.isOfPicture()) {
            Preprocessing preprocessing = session.card().preprocessing();
            int pixels = transformer.output().image().pixels();
            for (int i = 0; i < rectified.length; i++) {
                int channel = transformer
                        .channels()
                        .get(i / pixels % transformer.channels().size());
                rectified[i] = (rectified[i] / NetworkGraph.WHITE
                                - preprocessing.mean().get(channel))
                        / preprocessing.deviation().get(channel);
            }
        }
        return rectified;
    }

    @Override
    public void close() {
        session.close();
    }
}
