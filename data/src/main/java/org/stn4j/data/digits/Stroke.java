package org.stn4j.data.digits;

/**
 * One movement of the pen, from setting it down to lifting it: points that it passes through.
 *
 * <p>Between the points it runs smoothly, except at corners.
 *
 * @param xs x of the points, in percent of the digit's height, to the right
 * @param ys y of the points, 0 at the digit's top, 100 at its foot
 * @param corners where the pen changes its direction suddenly
 */
@SuppressWarnings("ArrayRecordComponent") // Read by one package, never compared.
record Stroke(float[] xs, float[] ys, boolean[] corners) {

    /** Reads {@code "2,10 60,6! 24,100"}: points, an exclamation mark behind the corners. */
    static Stroke parse(String text) {
        String[] words = text.trim().split("\\s+", -1);
        float[] xs = new float[words.length];
        float[] ys = new float[words.length];
        boolean[] corners = new boolean[words.length];
        for (int i = 0; i < words.length; i++) {
            corners[i] = words[i].endsWith("!");
            String[] numbers = words[i].replace("!", "").split(",", -1);
            xs[i] = Float.parseFloat(numbers[0]);
            ys[i] = Float.parseFloat(numbers[1]);
        }
        return new Stroke(xs, ys, corners);
    }

    int points() {
        return xs.length;
    }
}
