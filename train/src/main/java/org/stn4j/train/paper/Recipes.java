package org.stn4j.train.paper;

import org.stn4j.data.Augmentation;
import org.stn4j.nn.torch.Precision;
import org.stn4j.nn.torch.learn.OptimizerSettings;
import org.stn4j.train.Schedule;
import org.stn4j.train.TrainingOptions;

/** The recipes of the tables; why they are what they are stands in {@code docs/decisions/0003-recipes.md}. */
final class Recipes {
    private static final int TRAINING_DIGITS = 55_000;

    /** What all others but the paper's own are made of. */
    static final Recipe MODERN = new Recipe(
            "modern",
            TrainingOptions.builder()
                    .epochs(60)
                    .batchSize(128)
                    .learningRate(2e-3)
                    .schedule(new Schedule.Cosine(0.05, 0))
                    .optimizer(new OptimizerSettings.AdamW(0.01))
                    .localisationScale(0.5)
                    .clipNorm(5)
                    .labelSmoothing(0.05)
                    .averageDecay(0.999)
                    .bend(0.03)
                    .precision(Precision.BFLOAT16)
                    .build(),
            0.2);

    /** In batches of twice as many: an image then costs two thirds of the time. */
    private static final Recipe CONVOLUTIONAL = new Recipe(
            "modern-256",
            MODERN.options().toBuilder().batchSize(256).learningRate(3e-3).build(),
            MODERN.dropout());

    /** Beyond what is measured: what lies at an end of a range is seen from one side only otherwise. */
    private static final Recipe BEYOND = new Recipe(
            "modern-256-beyond",
            CONVOLUTIONAL.options().toBuilder().beyond(0.15).build(),
            CONVOLUTIONAL.dropout());

    /**
     * With a distortion that grows: otherwise a classifier with convolutions learns to tell turned digits before the
     * transformer learns to turn them back.
     */
    private static final Recipe TURNED = new Recipe(
            "modern-256-turned",
            BEYOND.options().toBuilder().localisationScale(2).easeIn(15).build(),
            0);

    /**
     * For windows that have to find their parts in few pictures: these are changed each time, so that they are not learned
     * by heart before, and windows that leave them are led back; why so: {@code docs/decisions/0011-few-birds.md}.
     */
    static final Recipe PARTS = new Recipe(
            "modern-parts",
            MODERN.options().toBuilder()
                    .epochs(60)
                    .bend(0)
                    .augmentation(Augmentation.parse("mild,mirror"))
                    .localisationScale(1.5)
                    .outsidePenalty(1)
                    .build(),
            MODERN.dropout());

    /** For networks without a convolution or a transformer: they learn too little rather than too much by heart. */
    private static final Recipe DENSE = new Recipe(
            "modern-dense", MODERN.options().toBuilder().epochs(90).bend(0).build(), 0);

    /** With a transformer they learn the digits by heart, and their epochs are short. */
    private static final Recipe DENSE_BENT = new Recipe(
            "modern-dense-bent",
            DENSE.options().toBuilder()
                    .epochs(150)
                    .bend(MODERN.options().bend())
                    .build(),
            0);

    /**
     * As the paper trained, but for the precision of convolutions: plain SGD, 150,000 steps of 256, the rate 0.01 and a
     * tenth of it after each third, nothing against overfitting.
     */
    static final Recipe PAPER = new Recipe(
            "paper",
            TrainingOptions.builder()
                    .epochs(150_000 / (TRAINING_DIGITS / 256))
                    .batchSize(256)
                    .learningRate(0.01)
                    .schedule(new Schedule.Step(0, 3, 0.1))
                    .optimizer(new OptimizerSettings.Sgd(0, 0))
                    .localisationScale(1)
                    .clipNorm(0)
                    .labelSmoothing(0)
                    .averageDecay(0)
                    .precision(Precision.BFLOAT16)
                    .build(),
            0);

    private Recipes() {}

    /** For a network on MNIST's digits, distorted anew in each epoch. */
    static Recipe of(NetworkKind kind) {
        if (kind.isConvolutional()) {
            return CONVOLUTIONAL;
        }
        return kind.transform().isPresent() ? DENSE_BENT : DENSE;
    }

    /** As {@link #of}, for digits that are turned, scaled and moved. */
    static Recipe ofMoved(NetworkKind kind) {
        return kind.isConvolutional() ? BEYOND : of(kind);
    }

    /** As {@link #of}, for digits that are turned by more than those who write them turn them. */
    static Recipe ofTurned(NetworkKind kind) {
        return kind.isConvolutional() ? TURNED : of(kind);
    }

    /**
     * As {@link #of}, for pairs of digits; an epoch of theirs goes over the digits so many times. A dense network without
     * a transformer learns them slowly, and has quick epochs: it goes over them five times as often.
     */
    static Recipe ofPairs(NetworkKind kind, int passes) {
        Recipe once = of(kind);
        int epochs = (once.equals(DENSE) ? 5 : 1) * once.options().length().epochs() / passes;
        return new Recipe(
                once.name() + "-pairs",
                once.options().toBuilder().epochs(epochs).build(),
                once.dropout());
    }

    /** The modern recipe for pictures that are drawn anew as they are, and not bent. */
    static Recipe unbent(String name, int epochs) {
        return new Recipe(
                name, MODERN.options().toBuilder().epochs(epochs).bend(0).build(), MODERN.dropout());
    }

    /** The modern recipe for a set of another size, over about as many steps. */
    static Recipe modern(String name, int epochs) {
        return new Recipe(name, MODERN.options().toBuilder().epochs(epochs).build(), MODERN.dropout());
    }
}
