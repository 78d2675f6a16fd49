package org.stn4j.data;

/**
 * Some pictures with their labels, side by side in memory.
 *
 * <p>The arrays belong to the loader and are filled again later: copy what has to outlive the next call of
 * {@link BatchLoader#next}. They may be longer than the batch; only the first {@code size} pictures count.
 *
 * @param images {@code [size, C, H, W]}
 * @param labels {@code [size]}
 * @param size number of pictures; the last batch of an epoch may have fewer than the others
 */
public record Batch(float[] images, int[] labels, int size) {}
