package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Placement;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.nn.torch.learn.OptimizerSettings;
import org.stn4j.train.Schedule;
import org.stn4j.train.TrainingOptions;
import org.stn4j.warp.FixedAttention;

/** Co-localisation: appendix A.2 of Jaderberg et al. 2015. */
final class ColocalisationTable {
    private static final double SIDE = 28;
    private static final double CANVAS = 84 / SIDE;
    private static final double PIECE = 6 / SIDE;
    private static final Placement TRANSLATED = new Placement("T 84", CANVAS, 0, PIECE);
    private static final Placement CLUTTERED = new Placement("TC 84", CANVAS, 16, PIECE);
    private static final double PAPERS_TRANSLATED = 100;

    private static final Recipe RECIPE = recipe("triplets", 60);
    /** Among clutter it takes longer until most are found. */
    private static final Recipe CLUTTERED_RECIPE = recipe("triplets-clutter", 90);

    private static final Recipe ENCODER = Recipes.unbent("digit-encoder", 2);

    private static final String NOTE = """
            100 scenes of one digit, 84×84, the digit at a random place: alone (T), and among 16 pieces of 6×6 of other digits \
            (TC). A spatial transformer learns to find what they have in common from the paper's triplet loss: its window of one \
            scene has to be nearer to its window of another one than to a window at a random place, by a margin of 1. It is told \
            neither places nor classes. A digit counts as found if window and digit (28×28 each) have more than half of what \
            they cover together in common. The figure is of the 100 scenes that were learned from, which are of validation digits; \
            the same is measured on scenes of all test digits of the class. The encoder is fixed: the features of a CNN that \
            learned before to tell the training digits of all ten classes, up to 4 pixels off the middle, and windows at random \
            places among clutter from one another. The window is of the digits' size; it moves, but does not grow or shrink. The \
            middle of random windows is anywhere in the scene; reaching over the border is penalised; the window of the other \
            scene has no gradient; and while it learns, the transformer looks beside the place that it found, by a normal number whose \
            spread shrinks from 13 pixels to 1. "Validation" is the share of triplets that violate the margin. The paper's \
            figures of TC are 75 to 93 % by digit.""";

    private ColocalisationTable() {}

    static Table table() {
        List<Cell> cells = new ArrayList<>();
        for (Placement placement : List.of(TRANSLATED, CLUTTERED)) {
            for (int digit = 0; digit < MnistTable.DIGITS; digit++) {
                cells.add(new Cell(
                        column(placement) + "-" + digit,
                        row(digit),
                        column(placement),
                        placement.equals(TRANSLATED) ? OptionalDouble.of(PAPERS_TRANSLATED) : OptionalDouble.empty(),
                        1,
                        new Colocalisation(
                                digit,
                                placement,
                                network(placement.output(MnistTable.DIGIT)),
                                placement.equals(TRANSLATED) ? RECIPE : CLUTTERED_RECIPE,
                                new Colocalisation.Encoder(CLUTTERED, ENCODER))));
            }
        }
        return new Table(
                "colocalisation",
                "Co-localisation, digits found in %",
                IntStream.range(0, MnistTable.DIGITS)
                        .mapToObj(ColocalisationTable::row)
                        .toList(),
                List.of(column(TRANSLATED), column(CLUTTERED)),
                cells,
                Table.Measure.RIGHT,
                NOTE);
    }

    private static Recipe recipe(String name, int epochs) {
        TrainingOptions options = TrainingOptions.builder()
                .epochs(epochs)
                .batchSize(Colocalisation.SCENES)
                .learningRate(1e-3)
                .schedule(new Schedule.Cosine(0.05, 0))
                .optimizer(new OptimizerSettings.AdamW(0.01))
                .localisationScale(1)
                .clipNorm(5)
                .labelSmoothing(0)
                .averageDecay(0.98)
                .build();
        return new Recipe(name, options, 0);
    }

    private static String row(int digit) {
        return "digit " + digit;
    }

    private static String column(Placement placement) {
        return placement.name().replaceAll(" .*", "");
    }

    /** A window of a digit's size, moved by what a small network makes of the scene averaged down threefold. */
    private static Network network(ImageShape scene) {
        List<Layer> localisation = List.of(
                new Layer.AveragePool(3),
                new Layer.Convolution(20, 5),
                new Layer.MaxPool(2),
                new Layer.Relu(),
                new Layer.Convolution(20, 5),
                new Layer.MaxPool(2),
                new Layer.Relu(),
                new Layer.Dense(50),
                new Layer.Relu());
        return new Network(
                "co-localiser",
                new Shape(scene.channels(), scene.height(), scene.width()),
                List.of(new Layer.SpatialTransformer(
                        new FixedAttention(1 / CANVAS), localisation, Optional.of(MnistTable.DIGIT.size()))));
    }
}
