package org.stn4j.train;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How far a classifier can be taken at its word: of the images that it is 80 % sure of, are 80 % right?
 *
 * <p>Images are put into bins by the probability of the class that they are taken for (their confidence); in each bin
 * the mean confidence is held against the share that is right (Guo et al. 2017, section 2).
 *
 * @param bins from low to high confidence, of equal width; the empty ones too
 */
public record Calibration(List<Bin> bins) {

    /** Bins that are usual since Guo et al. 2017. */
    public static final int USUAL_BINS = 15;

    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * The images of similar confidence.
     *
     * @param low confidence that they are above
     * @param high confidence that they are at or below
     * @param images their number
     * @param confidence their mean confidence; NaN if there are none
     * @param accuracy share of them that is right; NaN if there are none
     */
    public record Bin(double low, double high, int images, double confidence, double accuracy) {

        /** How much surer they are than right, below 0 if less sure; NaN if there are none. */
        public double gap() {
            return confidence - accuracy;
        }
    }

    /** The expected calibration error: the mean over all images of their bin's gap, from 0 to 1 (eq. 3). */
    public double expectedError() {
        double sum = 0;
        int images = 0;
        for (Bin bin : bins) {
            if (bin.images() > 0) {
                sum += bin.images() * Math.abs(bin.gap());
                images += bin.images();
            }
        }
        return sum / images;
    }

    /** The largest gap of a bin, from 0 to 1 (eq. 5). */
    public double largestError() {
        return bins.stream()
                .filter(bin -> bin.images() > 0)
                .mapToDouble(bin -> Math.abs(bin.gap()))
                .max()
                .orElse(Double.NaN);
    }

    /** Puts images into bins one by one; not for use by several threads. */
    static final class Counter {
        private final int[] images;
        private final int[] right;
        private final double[] confidence;

        Counter(int bins) {
            images = new int[bins];
            right = new int[bins];
            confidence = new double[bins];
        }

        void add(double probability, boolean isRight) {
            int bin = Math.max(0, Math.min(images.length - 1, (int) Math.ceil(probability * images.length) - 1));
            images[bin]++;
            confidence[bin] += probability;
            right[bin] += isRight ? 1 : 0;
        }

        Calibration result() {
            double count = images.length;
            return new Calibration(IntStream.range(0, images.length)
                    .mapToObj(i -> new Bin(
                            i / count,
                            (i + 1) / count,
                            images[i],
                            confidence[i] / images[i],
                            (double) right[i] / images[i]))
                    .toList());
        }
    }
}
