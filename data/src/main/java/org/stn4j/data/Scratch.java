package org.stn4j.data;

/**
 * Memory in which distortions work on pictures: an array for each thread, kept from picture to picture.
 */
public final class Scratch {
    private final ThreadLocal<float[]> arrays = ThreadLocal.withInitial(() -> new float[0]);

    /** The array of this thread, of so many values or more; they are what was left there. */
    public float[] values(int count) {
        float[] array = arrays.get();
        if (array.length < count) {
            array = new float[count];
            arrays.set(array);
        }
        return array;
    }

    /** A picture of a set in the array of this thread, from its beginning. */
    public float[] picture(Dataset source, int index) {
        float[] array = values(source.shape().values());
        source.read(index, array, 0);
        return array;
    }
}
