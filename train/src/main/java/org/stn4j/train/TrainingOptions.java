package org.stn4j.train;

import java.math.BigDecimal;
import java.util.Objects;
import org.stn4j.data.Augmentation;
import org.stn4j.nn.torch.Precision;
import org.stn4j.nn.torch.learn.LearningSettings;
import org.stn4j.nn.torch.learn.OptimizerSettings;

/**
 * The settings of a training run; {@link #DEFAULTS} suit a spatial transformer network on distorted digits.
 *
 * @param length when the run ends
 * @param batchSize images of one step, at least 1
 * @param learningRate highest learning rate, above 0
 * @param schedule how the rate changes over the run
 * @param learning how a step changes the weights
 * @param augmentation how much training pictures are changed by chance besides their distortion
 * @param bend how much training pictures are bent besides their distortion, see {@link org.stn4j.data.Bent}; 0 for none
 * @param easeIn epochs over which the distortion grows from nothing to its full strength, see
 *     {@link org.stn4j.data.Distortion#atStrength}; 0 for the full one from the first
 * @param beyond by how much the training goes beyond the ranges of the distortion, as a share of them, from 0 to 1; what
 *     is measured never does
 * @param seed of the weights, the order of images, distortions and dropout
 * @param threads processors to use, 0 for all
 * @param device {@code cpu} or {@code cuda}
 * @param checkpointSteps steps between two checkpoints within an epoch, 0 for one every half a minute or so, the first
 *     ones sooner
 * @param patience epochs without a better validation error after which a run ends early, 0 for no such end
 * @param balance how much more the images of rare classes count in the loss, see {@link ClassBalance}: from 0, not at
 *     all, to 1, so that all classes count alike
 * @param outsideWarning share of a transformer's samples outside the image above which the run warns, from 0 to 1
 */
public record TrainingOptions(
        Length length,
        int batchSize,
        double learningRate,
        Schedule schedule,
        LearningSettings learning,
        Augmentation augmentation,
        double bend,
        int easeIn,
        double beyond,
        long seed,
        int threads,
        String device,
        int checkpointSteps,
        int patience,
        double balance,
        double outsideWarning) {

    /** The settings of {@code ./stn4j train}. */
    public static final TrainingOptions DEFAULTS = new TrainingOptions(
            new Length(7, 5.5),
            128,
            2e-3,
            new Schedule.Cosine(0.05, 0),
            new LearningSettings(new OptimizerSettings.AdamW(0.01), 0.5, 5, 0.05, 0.998),
            Augmentation.NONE,
            0,
            0,
            0,
            1,
            0,
            "cpu",
            0,
            0,
            0,
            0.6);

    public TrainingOptions {
        Objects.requireNonNull(length, "length");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(learning, "learning");
        Objects.requireNonNull(device, "device");
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch has 1 image or more, not " + batchSize);
        }
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a learning rate is above 0, not " + learningRate);
        }
        // Runs from before there was any have none.
        augmentation = augmentation == null ? Augmentation.NONE : augmentation;
        if (!(bend >= 0 && bend < 1)) {
            throw new IllegalArgumentException(
                    "pictures are bent by a share of their side, from 0 to below 1, not " + bend);
        }
        if (easeIn < 0) {
            throw new IllegalArgumentException("a distortion is eased in over 0 epochs or more, not " + easeIn);
        }
        if (easeIn > 0 && length.epochs() > 0 && easeIn >= length.epochs()) {
            throw new IllegalArgumentException("a distortion that is eased in over " + easeIn
                    + " epochs does not come to its full strength in a run of " + length.epochs());
        }
        if (!(beyond >= 0 && beyond <= 1)) {
            throw new IllegalArgumentException(
                    "a training goes beyond the ranges of its distortion by a share from 0 to 1, not " + beyond);
        }
        if (threads < 0) {
            throw new IllegalArgumentException("the number of threads is 1 or more, or 0 for all, not " + threads);
        }
        if (checkpointSteps < 0) {
            throw new IllegalArgumentException(
                    "the steps between two checkpoints are 1 or more, or 0 for a rhythm by time, not "
                            + checkpointSteps);
        }
        if (patience < 0) {
            throw new IllegalArgumentException(
                    "a run is patient for 1 epoch or more, or 0 for as many as there are, not " + patience);
        }
        if (!(balance >= 0 && balance <= 1)) {
            throw new IllegalArgumentException("classes are balanced by a share from 0 to 1, not " + balance);
        }
        if (!(outsideWarning >= 0 && outsideWarning <= 1)) {
            throw new IllegalArgumentException(
                    "the share of samples outside the image that is warned of is from 0 to 1, not " + outsideWarning);
        }
    }

    /**
     * When a run ends: after so many epochs or so many minutes, whichever is earlier.
     *
     * <p>Where the time decides, the schedule is fitted to it, and the run is not the same twice. With both given, that is
     * so only on machines that are too slow for the epochs; the run warns then.
     *
     * @param epochs passes over the training data, 0 for as many as the time allows
     * @param minutes time limit, validation included, 0 for none
     */
    public record Length(int epochs, double minutes) {
        public Length {
            if (epochs < 0) {
                throw new IllegalArgumentException("the number of epochs is 1 or more, not " + epochs);
            }
            if (!(minutes >= 0 && minutes < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a time limit is above 0 minutes, not " + minutes);
            }
            if (epochs == 0 && minutes == 0) {
                throw new IllegalArgumentException("a run needs a number of epochs or a time limit in minutes");
            }
        }

        /** {@code 7 epochs}, {@code 10 minutes} or {@code at most 7 epochs or 5.5 minutes}. */
        String words() {
            String inEpochs = epochs == 0 ? "" : epochs + (epochs == 1 ? " epoch" : " epochs");
            String inMinutes = minutes == 0
                    ? ""
                    : BigDecimal.valueOf(minutes).stripTrailingZeros().toPlainString()
                            + (minutes == 1 ? " minute" : " minutes");
            return inEpochs.isEmpty() || inMinutes.isEmpty()
                    ? inEpochs + inMinutes
                    : "at most " + inEpochs + " or " + inMinutes;
        }
    }

    /** Processors that a run may use here: as many as it is given, or all. */
    public int processors() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** Settings to change one after the other, starting from these. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Settings to change one after the other, starting from {@link #DEFAULTS}. */
    public static Builder builder() {
        return DEFAULTS.toBuilder();
    }

    /** Gathers changed settings; each is checked when {@link #build} is called. */
    public static final class Builder {
        private Length length;
        private int batchSize;
        private double learningRate;
        private Schedule schedule;
        private OptimizerSettings optimizer;
        private double localisationScale;
        private double clipNorm;
        private double labelSmoothing;
        private double averageDecay;
        private Precision precision;
        private double outsidePenalty;
        private Augmentation augmentation;
        private double bend;
        private int easeIn;
        private double beyond;
        private long seed;
        private int threads;
        private String device;
        private int checkpointSteps;
        private int patience;
        private double balance;
        private double outsideWarning;

        private Builder(TrainingOptions from) {
            length = from.length;
            batchSize = from.batchSize;
            learningRate = from.learningRate;
            schedule = from.schedule;
            optimizer = from.learning.optimizer();
            localisationScale = from.learning.localisationScale();
            clipNorm = from.learning.clipNorm();
            labelSmoothing = from.learning.labelSmoothing();
            averageDecay = from.learning.averageDecay();
            precision = from.learning.precision();
            outsidePenalty = from.learning.outsidePenalty();
            augmentation = from.augmentation;
            bend = from.bend;
            easeIn = from.easeIn;
            beyond = from.beyond;
            seed = from.seed;
            threads = from.threads;
            device = from.device;
            checkpointSteps = from.checkpointSteps;
            patience = from.patience;
            balance = from.balance;
            outsideWarning = from.outsideWarning;
        }

        /** A fixed number of epochs, without a time limit. */
        public Builder epochs(int epochs) {
            return length(new Length(epochs, 0));
        }

        /** As many epochs as a time allows. */
        public Builder minutes(double minutes) {
            return length(new Length(0, minutes));
        }

        public Builder length(Length value) {
            length = value;
            return this;
        }

        public Builder batchSize(int value) {
            batchSize = value;
            return this;
        }

        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        public Builder schedule(Schedule value) {
            schedule = value;
            return this;
        }

        public Builder optimizer(OptimizerSettings value) {
            optimizer = value;
            return this;
        }

        public Builder localisationScale(double value) {
            localisationScale = value;
            return this;
        }

        public Builder clipNorm(double value) {
            clipNorm = value;
            return this;
        }

        public Builder labelSmoothing(double value) {
            labelSmoothing = value;
            return this;
        }

        public Builder averageDecay(double value) {
            averageDecay = value;
            return this;
        }

        public Builder precision(Precision value) {
            precision = value;
            return this;
        }

        public Builder outsidePenalty(double value) {
            outsidePenalty = value;
            return this;
        }

        public Builder augmentation(Augmentation value) {
            augmentation = value;
            return this;
        }

        public Builder bend(double value) {
            bend = value;
            return this;
        }

        public Builder easeIn(int value) {
            easeIn = value;
            return this;
        }

        public Builder beyond(double value) {
            beyond = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder threads(int value) {
            threads = value;
            return this;
        }

        public Builder device(String value) {
            device = value;
            return this;
        }

        public Builder checkpointSteps(int value) {
            checkpointSteps = value;
            return this;
        }

        public Builder patience(int value) {
            patience = value;
            return this;
        }

        public Builder balance(double value) {
            balance = value;
            return this;
        }

        public Builder outsideWarning(double value) {
            outsideWarning = value;
            return this;
        }

        /** The settings, if each is possible. */
        public TrainingOptions build() {
            LearningSettings learning = new LearningSettings(
                    optimizer, localisationScale, clipNorm, labelSmoothing, averageDecay, precision, outsidePenalty);
            return new TrainingOptions(
                    length,
                    batchSize,
                    learningRate,
                    schedule,
                    learning,
                    augmentation,
                    bend,
                    easeIn,
                    beyond,
                    seed,
                    threads,
                    device,
                    checkpointSteps,
                    patience,
                    balance,
                    outsideWarning);
        }
    }
}
