package org.stn4j.train;

import java.util.List;
import java.util.Locale;
import org.stn4j.data.Augmentation;
import org.stn4j.data.ImageShape;

/**
 * What suits a set of photographs of one's own: a model, and settings to train it with.
 *
 * <p>So that it takes minutes on two processors: few pictures are gone through more often by a smaller network in
 * smaller steps, many are gone through less often.
 *
 * @param model name of the preset
 * @param parameters how large it is, about
 * @param options the settings
 */
public record PictureRecipe(String model, long parameters, TrainingOptions options) {
    private static final int FEW = 1_000;
    private static final int SOME = 8_000;
    /** Pictures that a network is shown in all; beyond it, little was gained. */
    private static final double SHOWN = 400_000;

    private static final int FEWEST_EPOCHS = 10;
    private static final int MOST_EPOCHS = 150;
    private static final double MINUTES = 20;
    /** The averaged weights follow those of the last steps, about this share of all. */
    private static final double AVERAGED_SHARE = 0.05;

    /**
     * The recipe for some pictures.
     *
     * @param pictures how many there are to learn from
     * @param classes number of classes
     */
    public static PictureRecipe of(int pictures, int classes) {
        int batch = pictures < FEW ? 32 : pictures < SOME ? 64 : 128;
        int epochs = (int) Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, Math.round(SHOWN / pictures)));
        double steps = Math.max(1.0, (double) epochs * pictures / batch);
        double decay = 1 - Math.max(0.002, Math.min(0.05, 1 / (AVERAGED_SHARE * steps)));
        long parameters = (pictures < FEW ? 100_000 : pictures < SOME ? 200_000 : 300_000) + 200L * classes;
        TrainingOptions options = TrainingOptions.builder()
                .length(new TrainingOptions.Length(epochs, MINUTES))
                .batchSize(batch)
                .averageDecay(decay)
                .augmentation(Augmentation.MILD)
                .build();
        return new PictureRecipe("st-deep", parameters, options);
    }

    /**
     * What is chosen and why, a line each.
     *
     * @param parameters how large the network is, about
     * @param options the settings, which may be others than the recipe's
     */
    public static List<String> reasons(
            ImageShape shape, int pictures, int classes, long parameters, TrainingOptions options) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "model: st-deep of about %,d parameters, for pictures of %s: a transformer finds the object in"
                                + " the picture; %s",
                        parameters,
                        shape,
                        pictures < SOME ? "a small network, for there are few pictures" : "there are pictures enough"),
                String.format(
                        Locale.ROOT,
                        "%,d pictures of %d classes: %s, in steps of %d",
                        pictures,
                        classes,
                        options.length().words(),
                        options.batchSize()),
                "augmentation, anew each time: " + options.augmentation());
    }
}
