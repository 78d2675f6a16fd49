package org.stn4j.nn.torch.learn;

/** A loss or gradient that is no finite number; the message says which. */
public final class DivergenceException extends RuntimeException {
    public DivergenceException(String message) {
        super(message);
    }
}
