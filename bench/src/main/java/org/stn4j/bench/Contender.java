package org.stn4j.bench;

/** One side of a comparison: the same work on the same data, ready to be repeated. */
interface Contender extends AutoCloseable {

    /** Does the work once, leaving its results where somebody could read them, and frees them again. */
    void run();

    @Override
    void close();
}
