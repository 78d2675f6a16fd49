package org.stn4j.warp;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.stn4j.warp.kernel.GroupSampler;
import org.stn4j.warp.kernel.Taps;

/** Windows and values of as many channels as a {@link GroupSampler} interpolates at once. */
final class ChannelGroup {
    private final GroupSampler sampler;
    /** The windows of the channels, one by one. */
    private final Window[] windows;
    /** The same, all channels of a pixel together. */
    private float[] window = new float[0];

    private float[] gradientWindow = new float[0];
    /** Values or gradients of a piece of the samples. */
    private final float[] samples;

    ChannelGroup(GroupSampler sampler, Outside outside, ImageSize image) {
        this.sampler = sampler;
        this.windows = new Window[sampler.lanes()];
        for (int lane = 0; lane < windows.length; lane++) {
            windows[lane] = new Window(outside, image);
        }
        this.samples = new float[Lanes.PIECE * windows.length];
    }

    int lanes() {
        return windows.length;
    }

    /**
     * Reads the channels.
     *
     * @param like a window of the place that is wanted
     * @param start where the first of them begins
     */
    void load(Window like, FloatBuffer input, int start, int pixels) {
        for (int lane = 0; lane < windows.length; lane++) {
            windows[lane].moveTo(like);
            windows[lane].load(input, start + lane * pixels);
        }
        int size = like.size();
        window = atLeast(window, size * windows.length);
        for (int at = 0; at < size; at += Lanes.PIECE) {
            int n = Math.min(Lanes.PIECE, size - at);
            for (int lane = 0; lane < windows.length; lane++) {
                Lanes.scatter(windows[lane].values(), at, n, window, at, lane, windows.length);
            }
        }
    }

    /** What is done with a piece of one channel's samples. */
    interface Piece {
        void accept(int lane, int from, int to);
    }

    /** Interpolates samples; {@code write} is called for each channel and piece, with the values in {@code values}. */
    void read(Taps taps, int from, int to, float[] values, Piece write) {
        for (int at = from; at < to; at += Lanes.PIECE) {
            int end = Math.min(at + Lanes.PIECE, to);
            sampler.read(window, taps, at, end, samples);
            for (int lane = 0; lane < windows.length; lane++) {
                Lanes.gather(samples, 0, lane, windows.length, values, at, end - at);
                write.accept(lane, at, end);
            }
        }
    }

    /** Begins to collect the gradient of the image. */
    void clearGradient(Window like) {
        gradientWindow = atLeast(gradientWindow, like.size() * windows.length);
        Arrays.fill(gradientWindow, 0, like.size() * windows.length, 0);
    }

    /**
     * Goes back over samples.
     *
     * @param read puts the gradient of one channel's piece into {@code values}
     * @param dxs gradient of the coordinates; null if it is not wanted
     * @param wantsImage whether the gradient of the image is collected
     */
    void backward(
            Taps taps,
            int from,
            int to,
            float[] values,
            Piece read,
            float[] dxs,
            float[] dys,
            boolean add,
            boolean wantsImage) {
        for (int at = from; at < to; at += Lanes.PIECE) {
            int end = Math.min(at + Lanes.PIECE, to);
            for (int lane = 0; lane < windows.length; lane++) {
                read.accept(lane, at, end);
                Lanes.scatter(values, at, end - at, samples, 0, lane, windows.length);
            }
            if (dxs != null) {
                sampler.coordinateGradient(window, taps, at, end, samples, dxs, dys, add);
            }
            if (wantsImage) {
                sampler.scatter(gradientWindow, taps, at, end, samples);
            }
        }
    }

    /** Hands the collected gradient over, channel by channel. */
    void closeGradient(Window like, GradientSink sink, int firstChannel) {
        for (int lane = 0; lane < windows.length; lane++) {
            Window into = sink.open(firstChannel + lane);
            into.overwriteAt(like);
            Lanes.gather(gradientWindow, 0, lane, windows.length, into.values(), 0, like.size());
            sink.close(into, firstChannel + lane);
        }
    }

    private static float[] atLeast(float[] array, int size) {
        return array.length < size ? new float[size] : array;
    }
}
