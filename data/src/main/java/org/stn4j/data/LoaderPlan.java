package org.stn4j.data;

/**
 * How a loader goes through a data set.
 *
 * @param order which pictures, in which order
 * @param batchSize pictures in a batch, at least 1
 * @param seed what the order and the distortions are drawn from
 * @param threads workers that prepare batches in the background, at least 1; they do not change the result
 * @param easeIn epochs over which the distortion grows from nothing to its full strength, see
 *     {@link Distortion#atStrength}; 0 for the full one from the first
 */
public record LoaderPlan(Order order, int batchSize, long seed, int threads, int easeIn) {

    /** Which pictures a loader yields, in which order. */
    public enum Order {
        /**
         * For learning: shuffled and distorted anew in each epoch. The pictures that do not fill a last batch are left
         * out of that epoch.
         */
        SHUFFLED,
        /**
         * For measuring: all pictures in their order, a smaller last batch if need be, and in every epoch the same one
         * draw of the distortion.
         */
        SEQUENTIAL
    }

    public LoaderPlan {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch has at least one picture, not " + batchSize);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("a loader needs at least one thread, not " + threads);
        }
        if (easeIn < 0) {
            throw new IllegalArgumentException("a distortion is eased in over 0 epochs or more, not " + easeIn);
        }
    }

    /** A plan for learning. */
    public static LoaderPlan shuffled(int batchSize, long seed, int threads) {
        return new LoaderPlan(Order.SHUFFLED, batchSize, seed, threads, 0);
    }

    /** This plan with a distortion that grows over so many epochs. */
    public LoaderPlan easingIn(int epochs) {
        return new LoaderPlan(order, batchSize, seed, threads, epochs);
    }

    /** How much of its strength the distortion has after so many epochs, from 0 to 1. */
    double strength(double epochs) {
        return epochs >= easeIn ? 1 : epochs / easeIn;
    }

    /** A plan for measuring. */
    public static LoaderPlan sequential(int batchSize, long seed, int threads) {
        return new LoaderPlan(Order.SEQUENTIAL, batchSize, seed, threads, 0);
    }
}
