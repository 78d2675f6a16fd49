package org.stn4j.data;

/**
 * Told what happens while data are opened; every method does nothing unless overridden.
 *
 * <p>Called on the thread that opens them.
 */
public interface DataListener {

    /** Ignores everything. */
    DataListener SILENT = new DataListener() {};

    /** So many of all pictures are decoded; called again and again while it takes time. */
    default void progress(int done, int all) {}

    /** Something that the user should know and that stops nothing; one line. */
    default void note(String line) {}
}
