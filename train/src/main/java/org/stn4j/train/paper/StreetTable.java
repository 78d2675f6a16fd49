package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.stn4j.data.Augmentation;
import org.stn4j.data.street.DigitRows;
import org.stn4j.data.street.Middle;
import org.stn4j.data.street.StreetScene;
import org.stn4j.nn.Network;
import org.stn4j.nn.torch.Precision;
import org.stn4j.nn.torch.learn.OptimizerSettings;
import org.stn4j.train.Schedule;
import org.stn4j.train.TrainingOptions;

/** House numbers: section 4.2 of Jaderberg et al. 2015, on numbers that are drawn of MNIST's digits. */
final class StreetTable {
    private static final int[] SIDES = {64, 128};
    private static final double PAPERS_ADDED_PERCENT = 6;
    private static final String PAPERS_WIDTH = "64 px, as wide as the paper's";
    private static final int ROUNDS = 30;
    private static final Pictures ROWS = new Pictures.OfDigits("numbers", DigitRows::new, DigitRows::new);

    /** Why so: {@code docs/decisions/0008-street-numbers.md}. */
    private static final Recipe RECIPE = new Recipe(
            "street-eased",
            TrainingOptions.builder()
                    .epochs(15)
                    .easeIn(5)
                    .batchSize(32)
                    .learningRate(2e-3)
                    .schedule(new Schedule.Cosine(0.05, 0))
                    .optimizer(new OptimizerSettings.AdamW(0.01))
                    .localisationScale(0.1)
                    .clipNorm(5)
                    .labelSmoothing(0)
                    .averageDecay(0.999)
                    .precision(Precision.BFLOAT16)
                    .build(),
            0);

    /** One window that has to follow the number: its localisation network learns faster. */
    private static final Recipe FOLLOWING = new Recipe(
            "street-eased-window",
            RECIPE.options().toBuilder().localisationScale(0.5).build(),
            RECIPE.dropout());

    /** Photographs are fewer, and always the same. */
    private static final Recipe PHOTOGRAPHS = new Recipe(
            "street-photographs",
            RECIPE.options().toBuilder()
                    .epochs(12)
                    .easeIn(0)
                    .augmentation(Augmentation.parse("mild"))
                    .build(),
            0.2);

    private StreetTable() {}

    static Table table() {
        List<Cell> cells = new ArrayList<>();
        for (int side : SIDES) {
            for (StreetNetworks kind : StreetNetworks.values()) {
                cells.add(new Cell(
                        kind.word() + "-" + side,
                        kind.label(),
                        column(side),
                        OptionalDouble.empty(),
                        1,
                        new StreetNumbers(
                                ROWS,
                                new StreetScene(side),
                                kind.network(StreetClassifier.NARROW, side),
                                kind == StreetNetworks.SINGLE ? FOLLOWING : RECIPE)));
            }
        }
        for (int side : SIDES) {
            for (StreetNetworks kind : StreetNetworks.values()) {
                cells.add(new Cell(
                        kind.word() + "-svhn-" + side,
                        kind.label(),
                        "SVHN " + column(side),
                        OptionalDouble.of(paper(kind, side)),
                        1,
                        new StreetNumbers(
                                new Pictures.Whole(PaperData.Source.HOUSE_NUMBERS),
                                new Middle(side),
                                kind.network(StreetClassifier.NARROW, side),
                                PHOTOGRAPHS)));
            }
        }
        return new Table(
                "street",
                "Street numbers, error in %",
                Arrays.stream(StreetNetworks.values())
                        .map(StreetNetworks::label)
                        .toList(),
                List.of("64 px", "128 px", "SVHN 64 px", "SVHN 128 px"),
                cells,
                Table.Measure.WRONG,
                "Numbers of one to five digits, drawn of MNIST's on walls and among pieces of others, in colours; on 64"
                        + " pixels they nearly fill the picture, on 128 they are about as large and anywhere. There the"
                        + " first convolution takes every other pixel, except behind the single transformer, which hands"
                        + " on 64×64 at their own resolution. A number"
                        + " is wrong if one of its digits is, or their count. The paper's numbers are photographs: the"
                        + " columns SVHN are of that set, which `--svhn` names (without its part `extra`).");
    }

    private static double paper(StreetNetworks kind, int side) {
        return switch (kind) {
            case CNN -> side == 64 ? 4.0 : 5.6;
            case SINGLE -> side == 64 ? 3.7 : 3.9;
            case MULTI -> side == 64 ? 3.6 : 3.9;
        };
    }

    /** What the transformers cost. */
    static Table times() {
        List<StreetNetworks> kinds = List.of(StreetNetworks.SINGLE, StreetNetworks.MULTI);
        List<Cell> cells = new ArrayList<>();
        for (StreetNetworks kind : kinds) {
            for (int side : SIDES) {
                cells.add(time(kind, side, StreetClassifier.NARROW, column(side), OptionalDouble.empty()));
            }
            cells.add(time(
                    kind,
                    SIDES[0],
                    StreetClassifier.PAPERS,
                    PAPERS_WIDTH,
                    kind == StreetNetworks.MULTI ? OptionalDouble.of(PAPERS_ADDED_PERCENT) : OptionalDouble.empty()));
        }
        return new Table(
                "street-time",
                "Street numbers, time that the transformers add, in %",
                kinds.stream().map(StreetNetworks::label).toList(),
                Stream.concat(Arrays.stream(SIDES).mapToObj(StreetTable::column), Stream.of(PAPERS_WIDTH))
                        .toList(),
                cells,
                Table.Measure.TIME,
                "A step of learning, forward, backward and the change of the weights, against one of the CNN: medians of "
                        + ROUNDS + ", taken in turn. The last column has the filters and units of the paper's network,"
                        + " of which its figure is, the others those of the table above, which have far fewer. To be made on"
                        + " a machine that is otherwise idle.");
    }

    private static Cell time(
            StreetNetworks kind, int side, StreetClassifier classifier, String column, OptionalDouble paper) {
        Network without = StreetNetworks.CNN.network(classifier, side);
        Network with = kind.network(classifier, side);
        return new Cell(
                kind.word() + "-" + side + classifier.suffix() + "-time",
                kind.label(),
                column,
                paper,
                1,
                new StreetTime(ROWS, without, with, RECIPE, ROUNDS));
    }

    private static String column(int side) {
        return side + " px";
    }
}
