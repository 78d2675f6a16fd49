package org.stn4j.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * How well a classifier does on a set of labelled images.
 *
 * @param labels names of the classes
 * @param confusion number of images by true class, then predicted class
 * @param loss mean cross entropy in nats, without label smoothing
 * @param calibration how far the probabilities can be relied on
 * @param mistakes all images that were wrong, those with the highest probability of the wrong class first
 */
public record Evaluation(
        List<String> labels,
        List<List<Integer>> confusion,
        double loss,
        Calibration calibration,
        List<Mistake> mistakes) {

    /** The worst mistakes, as many as are kept with the probabilities of all classes. */
    public static final int WORST_MISTAKES = 500;

    public Evaluation {
        labels = List.copyOf(labels);
        confusion = confusion.stream().map(List::copyOf).toList();
        mistakes = List.copyOf(mistakes);
    }

    /**
     * An image that was wrong.
     *
     * @param index its number in the data set
     * @param label its class
     * @param predicted the class that the network gave the highest probability
     * @param confidence that probability
     * @param probabilities of all classes; empty beyond the {@link #WORST_MISTAKES} worst
     */
    public record Mistake(int index, int label, int predicted, double confidence, List<Float> probabilities) {
        private static final Comparator<Mistake> WORST_FIRST =
                Comparator.comparingDouble(Mistake::confidence).reversed().thenComparingInt(Mistake::index);

        public Mistake {
            probabilities = List.copyOf(probabilities);
        }

        private Mistake withoutProbabilities() {
            return new Mistake(index, label, predicted, confidence, List.of());
        }
    }

    /**
     * The figures of one class.
     *
     * @param label its name
     * @param examples images of this class
     * @param precision share of the images taken for this class that are of it; NaN if none was
     * @param recall share of the images of this class that were taken for it; NaN if there are none
     * @param f1 harmonic mean of the two, as {@code 2·TP / (2·TP + FP + FN)}: 0 if none was right; NaN if there are none
     *     and none was taken for it
     */
    public record ClassFigures(String label, int examples, double precision, double recall, double f1) {}

    /**
     * A class that is taken for another.
     *
     * @param label its name
     * @param predicted the other's name
     * @param count how many images
     * @param share of the class's images
     */
    public record Confusion(String label, String predicted, int count, double share) {}

    /** Number of images. */
    public int examples() {
        return confusion.stream().flatMap(List::stream).mapToInt(i -> i).sum();
    }

    /** Number of images that were wrong. */
    public int errors() {
        return examples()
                - IntStream.range(0, confusion.size())
                        .map(i -> confusion.get(i).get(i))
                        .sum();
    }

    /** Share of the images that were wrong, from 0 to 1. */
    public double errorRate() {
        return (double) errors() / examples();
    }

    /** One minus the mean recall of the classes that have images: an error to which all classes matter alike. */
    public double balancedErrorRate() {
        return 1
                - classes().stream()
                        .filter(figures -> figures.examples() > 0)
                        .mapToDouble(ClassFigures::recall)
                        .average()
                        .orElse(Double.NaN);
    }

    /** The mean F1 of the classes that have images or were answered. */
    public double meanF1() {
        return classes().stream()
                .mapToDouble(ClassFigures::f1)
                .filter(f1 -> !Double.isNaN(f1))
                .average()
                .orElse(Double.NaN);
    }

    /** All confusions of two classes, the most frequent first. */
    public List<Confusion> confusions() {
        List<Confusion> all = new ArrayList<>();
        for (int row = 0; row < labels.size(); row++) {
            int examples = confusion.get(row).stream().mapToInt(n -> n).sum();
            for (int column = 0; column < labels.size(); column++) {
                int count = confusion.get(row).get(column);
                if (row != column && count > 0) {
                    all.add(new Confusion(labels.get(row), labels.get(column), count, (double) count / examples));
                }
            }
        }
        all.sort(Comparator.comparingInt(Confusion::count)
                .thenComparingDouble(Confusion::share)
                .reversed());
        return all;
    }

    /** Precision, recall and F1 of every class, in the order of the labels. */
    public List<ClassFigures> classes() {
        return IntStream.range(0, labels.size())
                .mapToObj(i -> {
                    int right = confusion.get(i).get(i);
                    int examples = confusion.get(i).stream().mapToInt(n -> n).sum();
                    int taken = confusion.stream().mapToInt(row -> row.get(i)).sum();
                    return new ClassFigures(
                            labels.get(i),
                            examples,
                            (double) right / taken,
                            (double) right / examples,
                            2.0 * right / (examples + taken));
                })
                .toList();
    }

    /** Counts answers one by one; not for use by several threads. */
    public static final class Counter {
        private final List<String> labels;
        private final int[][] confusion;
        private final Calibration.Counter calibration = new Calibration.Counter(Calibration.USUAL_BINS);
        /** With the least bad at the head. */
        private final PriorityQueue<Mistake> worst = new PriorityQueue<>(Mistake.WORST_FIRST.reversed());

        private final List<Mistake> others = new ArrayList<>();
        private double lossSum;
        private int examples;

        /** A counter that has seen nothing. */
        public Counter(List<String> labels) {
            this.labels = labels;
            this.confusion = new int[labels.size()][labels.size()];
        }

        /**
         * Counts one image.
         *
         * @param index its number in the data set
         * @param logits where its class scores start at {@code offset}
         */
        public void add(int index, int label, float[] logits, int offset) {
            int classes = labels.size();
            int predicted = Scores.best(logits, offset, classes);
            confusion[label][predicted]++;
            lossSum += Scores.crossEntropy(logits, offset, classes, label);
            examples++;
            float[] probabilities = Scores.probabilities(logits, offset, classes);
            calibration.add(probabilities[predicted], predicted == label);
            if (predicted != label) {
                List<Float> boxed = IntStream.range(0, classes)
                        .mapToObj(i -> probabilities[i])
                        .toList();
                worst.add(new Mistake(index, label, predicted, probabilities[predicted], boxed));
                if (worst.size() > WORST_MISTAKES) {
                    others.add(worst.remove().withoutProbabilities());
                }
            }
        }

        /** What was counted so far. */
        public Evaluation result() {
            List<Mistake> mistakes = new ArrayList<>(worst);
            mistakes.addAll(others);
            mistakes.sort(Mistake.WORST_FIRST);
            List<List<Integer>> counts = IntStream.range(0, labels.size())
                    .mapToObj(i -> IntStream.of(confusion[i]).boxed().toList())
                    .toList();
            return new Evaluation(labels, counts, lossSum / examples, calibration.result(), mistakes);
        }
    }
}
