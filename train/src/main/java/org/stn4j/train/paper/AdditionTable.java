package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.stn4j.data.Distortion;
import org.stn4j.data.Distortions;
import org.stn4j.data.ImageShape;
import org.stn4j.nn.Presets;
import org.stn4j.nn.Shape;

/**
 * The sum of two digits, each in a channel and distorted on its own (RTS, 42×42): appendix A.3 of Jaderberg et al. 2015.
 * One transformer moves both channels alike; two side by side can put each digit right.
 */
final class AdditionTable {
    private static final String COLUMN = "error";
    /** What one epoch goes over, so that a digit meets many others. */
    private static final int PASSES = 10;

    private static final ImageShape PAIR = new ImageShape(2, 28, 28);
    private static final int SUMS = 19;

    private AdditionTable() {}

    /** A row: which network, with how many transformers. */
    private record Row(NetworkKind kind, int transformers) {
        String label() {
            return (transformers > 1 ? transformers + "×" : "") + kind.label();
        }

        String word() {
            return (transformers > 1 ? transformers + "x-" : "") + kind.word() + "-addition";
        }
    }

    static Table table() {
        Map<Row, Double> paper = new LinkedHashMap<>();
        paper.put(new Row(NetworkKind.FCN, 1), 47.7);
        paper.put(new Row(NetworkKind.CNN, 1), 14.7);
        paper.put(new Row(NetworkKind.ST_FCN_AFFINE, 1), 22.6);
        paper.put(new Row(NetworkKind.ST_FCN_PROJECTIVE, 1), 18.5);
        paper.put(new Row(NetworkKind.ST_FCN_TPS, 1), 19.1);
        paper.put(new Row(NetworkKind.ST_FCN_AFFINE, 2), 9.0);
        paper.put(new Row(NetworkKind.ST_FCN_PROJECTIVE, 2), 5.9);
        paper.put(new Row(NetworkKind.ST_FCN_TPS, 2), 5.8);
        List<Cell> cells = new ArrayList<>();
        // Two transformers first, then one: what the experiment is about.
        for (int transformers : new int[] {2, 1}) {
            paper.forEach((row, error) -> {
                if (row.transformers() == transformers) {
                    cells.add(new Cell(row.word(), row.label(), COLUMN, OptionalDouble.of(error), 1, experiment(row)));
                }
            });
        }
        return new Table(
                "addition",
                "MNIST addition, error in %",
                paper.keySet().stream().map(Row::label).toList(),
                List.of(COLUMN),
                cells);
    }

    private static Experiment experiment(Row row) {
        Distortion distortion = new EachChannel(Distortions.named("RTS"));
        ImageShape pictures = distortion.output(PAIR);
        return new Classification(
                new Pictures.OfDigits(
                        "pairs",
                        (digits, seed) -> new DigitPairs(digits, seed, PASSES),
                        (digits, seed) -> new DigitPairs(digits, seed, 1)),
                distortion,
                Presets.sideBySide(
                        row.kind().preset(),
                        new Presets.Settings(
                                new Shape(pictures.channels(), pictures.height(), pictures.width()),
                                SUMS,
                                row.kind().family(),
                                Presets.PARAMETERS),
                        row.transformers()),
                Recipes.ofPairs(row.kind(), PASSES));
    }
}
