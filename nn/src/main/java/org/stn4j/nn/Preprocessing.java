package org.stn4j.nn;

import java.util.Collections;
import java.util.List;

/**
 * What is done to the pixels of an image, 0 to 1, before a network sees them: {@code (pixel - mean) / deviation},
 * channel by channel.
 *
 * @param mean what is taken away from each channel, finite
 * @param deviation what each channel is divided by, finite and above 0; as many as {@code mean}
 */
public record Preprocessing(List<Float> mean, List<Float> deviation) {
    public Preprocessing {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.isEmpty() || mean.size() != deviation.size()) {
            throw new IllegalArgumentException("preprocessing has one mean and one deviation for each channel, not "
                    + mean.size() + " and " + deviation.size());
        }
        if (!mean.stream().allMatch(Float::isFinite)) {
            throw new IllegalArgumentException("the means of preprocessing are finite numbers, not " + mean);
        }
        if (!deviation.stream().allMatch(value -> Float.isFinite(value) && value > 0)) {
            throw new IllegalArgumentException(
                    "the deviations of preprocessing are finite numbers above 0, not " + deviation);
        }
    }

    /** Leaves the pixels as they are. */
    public static Preprocessing none(int channels) {
        return new Preprocessing(Collections.nCopies(channels, 0f), Collections.nCopies(channels, 1f));
    }

    /** Number of channels of the images. */
    public int channels() {
        return mean.size();
    }

    /** Changes one image {@code [C, H, W]} in place, {@code image[offset], …}. */
    public void apply(float[] image, int offset, int pixelsPerChannel) {
        for (int channel = 0; channel < channels(); channel++) {
            float shift = mean.get(channel);
            float scale = deviation.get(channel);
            int start = offset + channel * pixelsPerChannel;
            for (int i = start; i < start + pixelsPerChannel; i++) {
                image[i] = (image[i] - shift) / scale;
            }
        }
    }
}
