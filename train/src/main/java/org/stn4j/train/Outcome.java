package org.stn4j.train;

/** How a run ended. */
public enum Outcome {
    /** All epochs were made, or the time was used up as planned. */
    COMPLETED("completed"),
    /** The validation error had not become better for as many epochs as the run was to be patient. */
    STOPPED_EARLY("stopped early"),
    /** It was asked to stop; what was learned so far is kept. */
    INTERRUPTED("interrupted"),
    /** The loss stopped being a number; the last good state is kept. */
    DIVERGED("diverged");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** The word that provenance and report use. */
    public String word() {
        return word;
    }
}
