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
    private Engine engine;

    OpenModel(ModelCard card, Supplier<Engine> start) {
        this.card = card;
        this.start = start;
    }

    /** A model whose engine runs already. */
    OpenModel(ModelCard card, Engine engine) {
        this.card = card;
        this.start = () -> engine;
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

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
