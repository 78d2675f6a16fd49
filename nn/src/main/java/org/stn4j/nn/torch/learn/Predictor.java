package org.stn4j.nn.torch.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Engine;
import org.stn4j.nn.Look;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.TensorData;
import org.stn4j.nn.torch.NetworkModule;
import org.stn4j.nn.torch.Sampling;

/** A network in use on libtorch; for one thread at a time. */
public final class Predictor implements Engine {
    private final NetworkModule module;
    private final Inputs inputs;

    /**
     * A trained model, ready for use.
     *
     * @param device as {@link org.stn4j.nn.torch.Torch#device} reads it
     */
    public Predictor(Model model, String device) {
        this(new NetworkModule(model.network(), device), model.preprocessing());
        load(model.weights());
    }

    /** Takes over a module and closes it in the end. */
    Predictor(NetworkModule module, Preprocessing preprocessing) {
        this.module = module;
        this.inputs = new Inputs(module.network().input(), preprocessing);
        module.train(false);
    }

    private void load(Map<String, TensorData> weights) {
        Values.set(module.parameters(), "", weights);
        Values.set(module.buffers(), "", weights);
    }

    NetworkModule module() {
        return module;
    }

    @Override
    public Network network() {
        return module.network();
    }

    @Override
    public float[] logits(float[] images, int size) {
        return forward(images, size, sampling -> {});
    }

    @Override
    public Answer answer(float[] images, int size) {
        List<Look> looks = new ArrayList<>();
        float[] logits = forward(images, size, sampling -> looks.add(look(sampling)));
        return new Answer(size, logits, looks);
    }

    private static Look look(Sampling sampling) {
        return new Look(
                sampling.path(),
                sampling.warp(),
                Math.toIntExact(sampling.output().size(1)),
                Values.floats(sampling.theta()),
                Values.floats(sampling.output()));
    }

    @SuppressWarnings("try") // Scope and guard are used by being open.
    private float[] forward(float[] images, int size, Consumer<Sampling> observer) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor batch = inputs.tensor(images, size, module.device());
            return Values.floats(module.forward(batch, observer));
        }
    }

    @Override
    public void close() {
        module.close();
    }
}
