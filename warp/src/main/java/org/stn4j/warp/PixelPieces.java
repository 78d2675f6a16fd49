package org.stn4j.warp;

import java.nio.FloatBuffer;
import org.stn4j.warp.kernel.GroupSampler;
import org.stn4j.warp.kernel.Taps;

/** The samples of a tile with all their channels side by side, as they lie in memory, a few at a time. */
final class PixelPieces {
    /** Numbers of a piece: 32 KB, which stay in the first-level cache. */
    private static final int PIECE = 8192;

    private final GroupSampler sampler;
    private final ImageSize output;
    private float[] values = new float[PIECE];

    PixelPieces(GroupSampler sampler, Geometry geometry) {
        this.sampler = sampler;
        this.output = geometry.output();
    }

    /** Samples of a piece: whole vectors of them where possible, so that sums over channels are folded together. */
    private int samplesAtOnce(int channels) {
        int samples = Math.max(1, PIECE / channels / sampler.lanes()) * sampler.lanes();
        if (values.length < samples * channels) {
            values = new float[samples * channels];
        }
        return samples;
    }

    /** Interpolates samples {@code from … to - 1} of a block, and writes them into an image of the output. */
    void read(Window window, int channels, Taps taps, Block block, int from, int to, FloatBuffer into, int image) {
        int start = image * output.pixels();
        int atOnce = samplesAtOnce(channels);
        for (int first = from; first < to; first += atOnce) {
            int piece = first;
            int end = Math.min(first + atOnce, to);
            sampler.read(window.values(), channels, taps, first, end, values);
            block.forEachRun(
                    output.width(),
                    first,
                    end,
                    (place, at, n) ->
                            into.put((start + place) * channels, values, (at - piece) * channels, n * channels));
        }
    }

    /**
     * Goes back over samples {@code from … to - 1} of a block.
     *
     * @param gradientWindow is added to; null if the gradient of the image is not wanted
     * @param dxs gradient of the coordinates; null if it is not wanted
     */
    void backward(
            Window window,
            Window gradientWindow,
            int channels,
            Taps taps,
            Block block,
            int from,
            int to,
            FloatBuffer outputGradient,
            int image,
            float[] dxs,
            float[] dys) {
        int start = image * output.pixels();
        int atOnce = samplesAtOnce(channels);
        for (int first = from; first < to; first += atOnce) {
            int piece = first;
            int end = Math.min(first + atOnce, to);
            block.forEachRun(
                    output.width(),
                    first,
                    end,
                    (place, at, n) -> outputGradient.get(
                            (start + place) * channels, values, (at - piece) * channels, n * channels));
            if (dxs != null) {
                sampler.coordinateGradient(window.values(), channels, taps, first, end, values, dxs, dys, false);
            }
            if (gradientWindow != null) {
                sampler.scatter(gradientWindow.values(), channels, taps, first, end, values);
            }
        }
    }
}
