package org.stn4j.warp;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.stn4j.warp.kernel.ChannelLanes;
import org.stn4j.warp.kernel.GroupSampler;
import org.stn4j.warp.kernel.Kernels;
import org.stn4j.warp.kernel.Taps;

/** Windows and values of as many channels as a {@link GroupSampler} interpolates at once. */
final class ChannelGroup {
    /** Samples that are worked off at a time: 16 channels of them take 16 KB, which stay in the first-level cache. */
    private static final int PIECE = 256;

    private final GroupSampler sampler;
    private final ChannelLanes channels = Kernels.active().channelLanes();
    /** The windows of the channels, one by one. */
    private final Window[] windows;
    /** Their arrays. */
    private final float[][] planes;
    /** The same, all channels of a pixel together. */
    private float[] window = new float[0];

    private float[] gradientWindow = new float[0];
    /** Values or gradients of a piece of the samples, all channels of a sample together. */
    private final float[] samples;
    /** The same, channel by channel. */
    private final float[][] values;

    ChannelGroup(GroupSampler sampler, Outside outside, ImageSize image) {
        this.sampler = sampler;
        this.windows = new Window[sampler.lanes()];
        for (int lane = 0; lane < windows.length; lane++) {
            windows[lane] = new Window(outside, image);
        }
        this.planes = new float[windows.length][];
        this.samples = new float[PIECE * windows.length];
        this.values = new float[windows.length][PIECE];
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
            planes[lane] = windows[lane].values();
        }
        window = atLeast(window, like.size() * windows.length);
        channels.interleave(planes, 0, like.size(), window, 0);
    }

    /** What is done with samples {@code from … to - 1} of one channel, which begin at {@code values[0]}. */
    interface Piece {
        void accept(int lane, float[] values, int from, int to);
    }

    /** Interpolates samples; {@code write} takes the values, channel by channel and piece by piece. */
    void read(Taps taps, int from, int to, Piece write) {
        for (int at = from; at < to; at += PIECE) {
            int end = Math.min(at + PIECE, to);
            sampler.read(window, windows.length, taps, at, end, samples);
            channels.separate(samples, 0, values, 0, end - at);
            for (int lane = 0; lane < windows.length; lane++) {
                write.accept(lane, values[lane], at, end);
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
     * @param read fills in the gradient of one channel's piece
     * @param dxs gradient of the coordinates; null if it is not wanted
     * @param wantsImage whether the gradient of the image is collected
     */
    void backward(Taps taps, int from, int to, Piece read, float[] dxs, float[] dys, boolean add, boolean wantsImage) {
        for (int at = from; at < to; at += PIECE) {
            int end = Math.min(at + PIECE, to);
            for (int lane = 0; lane < windows.length; lane++) {
                read.accept(lane, values[lane], at, end);
            }
            channels.interleave(values, 0, end - at, samples, 0);
            if (dxs != null) {
                sampler.coordinateGradient(window, windows.length, taps, at, end, samples, dxs, dys, add);
            }
            if (wantsImage) {
                sampler.scatter(gradientWindow, windows.length, taps, at, end, samples);
            }
        }
    }

    /** Hands the collected gradient over, channel by channel. */
    void closeGradient(Window like, GradientSink sink, int firstChannel) {
        Window[] into = new Window[windows.length];
        for (int lane = 0; lane < windows.length; lane++) {
            into[lane] = sink.open(firstChannel + lane);
            into[lane].overwriteAt(like);
            planes[lane] = into[lane].values();
        }
        channels.separate(gradientWindow, 0, planes, 0, like.size());
        for (int lane = 0; lane < windows.length; lane++) {
            sink.close(into[lane], firstChannel + lane);
        }
    }

    private static float[] atLeast(float[] array, int size) {
        return array.length < size ? new float[size] : array;
    }
}
