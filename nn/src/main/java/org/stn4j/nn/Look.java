package org.stn4j.nn;

import java.util.Arrays;
import org.stn4j.warp.Warp;

/**
 * What one spatial transformer did to a batch.
 *
 * @param path the transformer's path in its network
 * @param warp the warp that it samples with
 * @param channels number of channels of its input and output
 * @param theta what its localisation network answered, {@code [N, P]}; composed where it is repeated
 * @param output what it made of its input, {@code [N, channels, H', W']}
 */
public record Look(String path, Warp warp, int channels, float[] theta, float[] output) {

    /** The parameters of one image. */
    public float[] theta(int image, int images) {
        return part(theta, image, images);
    }

    /** The output of one image. */
    public float[] output(int image, int images) {
        return part(output, image, images);
    }

    private static float[] part(float[] all, int index, int count) {
        int length = all.length / count;
        return Arrays.copyOfRange(all, index * length, (index + 1) * length);
    }
}
