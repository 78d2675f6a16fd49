package org.stn4j.train;

/** What class scores (logits) mean: probabilities, the best class, the loss. */
public final class Scores {
    private Scores() {}

    /** Index of the highest of some scores, the first of equals; NaN is never the highest. */
    public static int best(float[] logits, int offset, int classes) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            if (logits[offset + i] > logits[offset + best] || Float.isNaN(logits[offset + best])) {
                best = i;
            }
        }
        return best;
    }

    /** The softmax of some scores. */
    public static float[] probabilities(float[] logits, int offset, int classes) {
        double normaliser = logSumExp(logits, offset, classes);
        float[] probabilities = new float[classes];
        for (int i = 0; i < classes; i++) {
            probabilities[i] = (float) Math.exp(logits[offset + i] - normaliser);
        }
        return probabilities;
    }

    /** Minus the logarithm of the softmax of one class, in nats. */
    public static double crossEntropy(float[] logits, int offset, int classes, int label) {
        return logSumExp(logits, offset, classes) - logits[offset + label];
    }

    private static double logSumExp(float[] logits, int offset, int classes) {
        double highest = logits[offset + best(logits, offset, classes)];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += Math.exp(logits[offset + i] - highest);
        }
        return highest + Math.log(sum);
    }
}
