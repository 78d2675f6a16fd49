package org.stn4j.cli;

import java.util.function.Supplier;
import org.stn4j.nn.Engine;
import org.stn4j.nn.ModelCard;

/**
 * A model that a command uses: what it is, and on demand the engine that runs it.
 *
 * <p>On demand, because libtorch takes a second to load, and a wrong call should not wait for it.
 */
final class OpenModel implements AutoCloseable {
    private final ModelCard card;
    private final Supplier<Engine> start;
    private final Supplier<Engine> ofWorker;
    private Engine engine;

    /**
     * A model.
     *
     * @param start the engine of the whole call
     * @param ofWorker an engine for one of several threads, on that thread
     */
    OpenModel(ModelCard card, Supplier<Engine> start, Supplier<Engine> ofWorker) {
        this.card = card;
        this.start = start;
        this.ofWorker = ofWorker;
    }

    /** A model whose engine runs already, and serves several threads at once. */
    OpenModel(ModelCard card, Engine engine) {
        this(card, () -> engine, () -> new SharedEngine(engine));
        this.engine = engine;
    }

    ModelCard card() {
        return card;
    }

    Engine engine() {
        if (engine == null) {
            engine = start.get();
        }
        return engine;
    }

    /** An engine for the calling thread, one of several that work beside each other; it is to be closed there. */
    Engine engineOfWorker() {
        return ofWorker.get();
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
