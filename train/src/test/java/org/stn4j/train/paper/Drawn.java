package org.stn4j.train.paper;

import java.util.List;
import java.util.OptionalDouble;
import org.stn4j.data.Distortion;
import org.stn4j.data.Distortions;
import org.stn4j.data.Splits;
import org.stn4j.data.digits.DigitsDataset;
import org.stn4j.train.TrainingOptions;

/** A table of small cells on a few drawn digits, each made in a second. */
final class Drawn {
    static final PaperData DATA = new PaperData() {
        @Override
        public boolean has(Source source) {
            return true;
        }

        @Override
        public Splits open(Source source) {
            return new Splits(new DigitsDataset(1, 160), new DigitsDataset(2, 40), new DigitsDataset(3, 60));
        }

        @Override
        public String name(Source source) {
            return "mnist:somewhere";
        }
    };

    static final Recipe RECIPE = new Recipe(
            "quick",
            TrainingOptions.builder()
                    .epochs(3)
                    .batchSize(40)
                    .checkpointSteps(1)
                    .bend(0.02)
                    .build(),
            0.1);

    private Drawn() {}

    static Cell cell(NetworkKind kind, String column, double paper) {
        Distortion distortion = Distortions.named(column);
        return new Cell(
                kind.word() + "-" + column,
                kind.label(),
                column,
                OptionalDouble.of(paper),
                kind.equals(NetworkKind.FCN) ? 2 : 1,
                new Classification(
                        new Pictures.Whole(PaperData.Source.MNIST),
                        distortion,
                        kind.network(distortion.output(MnistTable.DIGIT), 10),
                        RECIPE));
    }

    static Table table() {
        return new Table(
                "drawn",
                "Drawn digits, error in %",
                List.of("FCN", "ST-FCN affine"),
                List.of("R", "E"),
                List.of(
                        cell(NetworkKind.FCN, "R", 2.1),
                        cell(NetworkKind.ST_FCN_AFFINE, "R", 1.2),
                        cell(NetworkKind.FCN, "E", 3.2)));
    }
}
