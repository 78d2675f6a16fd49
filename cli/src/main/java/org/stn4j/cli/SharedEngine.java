package org.stn4j.cli;

import org.stn4j.nn.Answer;
import org.stn4j.nn.Engine;
import org.stn4j.nn.Network;

/**
 * One of several uses of an engine that serves many threads at once; whoever closes this leaves the engine to the others.
 */
record SharedEngine(Engine engine) implements Engine {
    @Override
    public Network network() {
        return engine.network();
    }

    @Override
    public float[] logits(float[] images, int size) {
        return engine.logits(images, size);
    }

    @Override
    public Answer answer(float[] images, int size) {
        return engine.answer(images, size);
    }

    @Override
    public void close() {}
}
