package org.stn4j.cli;

import org.stn4j.data.Augmentation;
import org.stn4j.nn.torch.Precision;
import org.stn4j.nn.torch.learn.OptimizerSettings;
import org.stn4j.train.Schedule;
import org.stn4j.train.TrainingOptions;
import picocli.CommandLine.Option;

/** The options that say how a network learns. */
final class LearningOptions {
    @Option(
            names = "--epochs",
            paramLabel = "N",
            description =
                    "Passes over the training data; without --minutes, 7 by default, and for pictures in files by their number.")
    private Integer epochs;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description =
                    "Time limit, to which the schedule of the learning rate fits itself; 5.5 by default, none with --epochs; 20 for"
                            + " pictures in files.")
    private Double minutes;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "End when the validation error has not become better for N epochs; never by default.")
    private Integer patience;

    @Option(
            names = "--balance",
            paramLabel = "SHARE",
            description =
                    "How much more rare classes count: from 0, not at all (default), to 1, so that all classes count"
                            + " alike.")
    private Double balance;

    @Option(
            names = "--checkpoint-steps",
            paramLabel = "N",
            description =
                    "Steps between two checkpoints, from which --resume goes on; by default one every half a minute, at"
                            + " the beginning sooner.")
    private Integer checkpointSteps;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Images of one step; 128 by default, fewer for few pictures in files.")
    private Integer batchSize;

    @Option(names = "--lr", paramLabel = "RATE", description = "Highest learning rate; 0.002 by default.")
    private Double learningRate;

    @Option(
            names = "--localisation-lr-scale",
            paramLabel = "FACTOR",
            description = "Learning rate of the localisation networks, as a share of --lr; 0.5 by default.")
    private Double localisationScale;

    @Option(
            names = "--outside-penalty",
            paramLabel = "WEIGHT",
            description = "Weight in the loss of how far transformers look outside their images, such as 1, which leads"
                    + " them back; 0 by default, for none.")
    private Double outsidePenalty;

    @Option(
            names = "--optimizer",
            completionCandidates = Choices.OfOptimizers.class,
            paramLabel = "OPTIMIZER",
            description = "adamw (default) or sgd.")
    private String optimizer;

    @Option(
            names = "--weight-decay",
            paramLabel = "DECAY",
            description = "How strongly weights are drawn to 0; 0.01 by default for adamw, 0 for sgd.")
    private Double weightDecay;

    @Option(
            names = "--schedule",
            completionCandidates = Choices.OfSchedules.class,
            paramLabel = "SCHEDULE",
            description = "cosine (default), step or constant.")
    private String schedule;

    @Option(
            names = "--warm-up",
            paramLabel = "SHARE",
            description = "Share of the run in which the rate rises from 0; 0.05 by default.")
    private Double warmUp;

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            description = "Longest gradient, longer ones are shortened; 5 by default, 0 for none.")
    private Double clipNorm;

    @Option(
            names = "--label-smoothing",
            paramLabel = "SHARE",
            description = "Share of each label that goes to all classes; 0.05 by default.")
    private Double labelSmoothing;

    @Option(
            names = "--average-decay",
            paramLabel = "DECAY",
            description = "How slowly the averaged weights, which are kept, follow; 0.998 by default, 0 for none.")
    private Double averageDecay;

    @Option(
            names = "--augment",
            completionCandidates = Choices.OfAugmentations.class,
            paramLabel = "HOW",
            description = "How training pictures are changed by chance: none, mild, strong, or strengths such as"
                    + " shift=0.1,scale=0.1,turn=10,mirror,brightness=0.1,contrast=0.2; mild by default for pictures in"
                    + " files, none for others.")
    private Augmentation augmentation;

    @Option(
            names = "--bend",
            paramLabel = "SHARE",
            description = "How much each training picture is bent besides --distort, as a share of its side, such as"
                    + " 0.03; 0 by default, not at all.")
    private Double bend;

    @Option(
            names = "--ease-in",
            paramLabel = "N",
            description = "Epochs over which --distort grows from nothing to its full strength, so that the transformer"
                    + " learns to undo it step by step; 0 by default, the full one from the first.")
    private Integer easeIn;

    @Option(
            names = "--beyond",
            paramLabel = "SHARE",
            description =
                    "By how much training goes beyond the ranges of --distort, such as 0.15, so that their ends are"
                            + " not the ends of what was seen; 0 by default. What is measured never does.")
    private Double beyond;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of weights, order, distortions and dropout; 1 by default.")
    private Long seed;

    @Option(
            names = "--precision",
            completionCandidates = Choices.OfPrecisions.class,
            paramLabel = "PRECISION",
            description =
                    "What convolutions compute in while they learn: float32 (default), or bfloat16, which is faster on"
                            + " processors with instructions for it; info says whether this one has them.")
    private Precision precision;

    @Option(names = "--threads", paramLabel = "N", description = "Processors to use; all by default.")
    private Integer threads;

    @Option(
            names = "--device",
            completionCandidates = Choices.OfDevices.class,
            paramLabel = "DEVICE",
            description = "cpu (default), cuda or cuda:N.")
    private String device;

    /** The settings that were given, with others for the rest. */
    TrainingOptions options(TrainingOptions usual) {
        TrainingOptions.Builder builder = usual.toBuilder();
        if (minutes != null && minutes <= 0) {
            throw new IllegalArgumentException("a time limit is above 0 minutes, not " + minutes);
        }
        if (epochs != null && epochs < 1) {
            throw new IllegalArgumentException("the number of epochs is 1 or more, not " + epochs);
        }
        if (minutes != null) {
            builder.length(new TrainingOptions.Length(epochs != null ? epochs : 0, minutes));
        } else if (epochs != null) {
            builder.epochs(epochs);
        }
        if (patience != null) {
            if (patience < 1) {
                throw new IllegalArgumentException("a run is patient for 1 epoch or more, not " + patience);
            }
            builder.patience(patience);
        }
        if (balance != null) {
            builder.balance(balance);
        }
        if (checkpointSteps != null) {
            if (checkpointSteps < 1) {
                throw new IllegalArgumentException(
                        "the steps between two checkpoints are 1 or more, not " + checkpointSteps);
            }
            builder.checkpointSteps(checkpointSteps);
        }
        if (batchSize != null) {
            builder.batchSize(batchSize);
        }
        if (learningRate != null) {
            builder.learningRate(learningRate);
        }
        if (localisationScale != null) {
            builder.localisationScale(localisationScale);
        }
        if (outsidePenalty != null) {
            builder.outsidePenalty(outsidePenalty);
        }
        if (clipNorm != null) {
            builder.clipNorm(clipNorm);
        }
        if (labelSmoothing != null) {
            builder.labelSmoothing(labelSmoothing);
        }
        if (averageDecay != null) {
            builder.averageDecay(averageDecay);
        }
        if (augmentation != null) {
            builder.augmentation(augmentation);
        }
        if (bend != null) {
            builder.bend(bend);
        }
        if (easeIn != null) {
            builder.easeIn(easeIn);
        }
        if (beyond != null) {
            builder.beyond(beyond);
        }
        if (seed != null) {
            builder.seed(seed);
        }
        if (precision != null) {
            builder.precision(precision);
        }
        if (threads != null) {
            builder.threads(threads);
        }
        if (device != null) {
            builder.device(device);
        }
        return builder.optimizer(optimizer()).schedule(schedule()).build();
    }

    private OptimizerSettings optimizer() {
        OptimizerSettings usual = TrainingOptions.DEFAULTS.learning().optimizer();
        String name = optimizer != null ? optimizer : usual.name();
        double usualDecay = name.equals(usual.name()) ? usual.weightDecay() : 0;
        return OptimizerSettings.named(name, weightDecay != null ? weightDecay : usualDecay);
    }

    private Schedule schedule() {
        Schedule usual = TrainingOptions.DEFAULTS.schedule();
        Schedule chosen = schedule != null ? Schedule.named(schedule, usual.warmUp()) : usual;
        return warmUp != null ? chosen.withWarmUp(warmUp) : chosen;
    }
}
