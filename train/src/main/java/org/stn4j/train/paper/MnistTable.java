package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.stn4j.data.Distortion;
import org.stn4j.data.Distortions;
import org.stn4j.data.ImageShape;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;

/**
 * Distorted MNIST: table 1 of Jaderberg et al. 2015, and some cells more: one trained in the paper's own way, and two whose
 * transformer looks twice.
 */
final class MnistTable {
    static final ImageShape DIGIT = new ImageShape(1, 28, 28);
    static final int DIGITS = 10;

    private static final List<String> COLUMNS = List.of("R", "RTS", "P", "E");
    /** The column that matters most: the distortion that the transformer was made for. */
    private static final List<String> BY_WORTH = List.of("RTS", "R", "E", "P");

    private static final int HEADLINE_SEEDS = 3;
    private static final String PAPERS_WAY = "ST-CNN affine, the paper's training";
    /** Where looking again is to show what it is worth. */
    private static final List<NetworkKind> TWICE = List.of(NetworkKind.ST_FCN_AFFINE, NetworkKind.ST_CNN_AFFINE);

    /** The paper's errors, in the order of the columns. */
    private static final Map<NetworkKind, double[]> PAPER = paper();

    private MnistTable() {}

    private static Map<NetworkKind, double[]> paper() {
        Map<NetworkKind, double[]> errors = new LinkedHashMap<>();
        errors.put(NetworkKind.FCN, new double[] {2.1, 5.2, 3.1, 3.2});
        errors.put(NetworkKind.CNN, new double[] {1.2, 0.8, 1.5, 1.4});
        errors.put(NetworkKind.ST_FCN_AFFINE, new double[] {1.2, 0.8, 1.5, 2.7});
        errors.put(NetworkKind.ST_FCN_PROJECTIVE, new double[] {1.3, 0.9, 1.4, 2.6});
        errors.put(NetworkKind.ST_FCN_TPS, new double[] {1.1, 0.8, 1.4, 2.4});
        errors.put(NetworkKind.ST_CNN_AFFINE, new double[] {0.7, 0.5, 0.8, 1.2});
        errors.put(NetworkKind.ST_CNN_PROJECTIVE, new double[] {0.8, 0.6, 0.8, 1.3});
        errors.put(NetworkKind.ST_CNN_TPS, new double[] {0.7, 0.5, 0.8, 1.1});
        return errors;
    }

    static Table table() {
        List<Cell> cells = new ArrayList<>();
        // A network without a transformer beside each headline: what the transformer is measured by.
        for (NetworkKind kind : List.of(
                NetworkKind.ST_CNN_AFFINE,
                NetworkKind.CNN,
                NetworkKind.ST_FCN_AFFINE,
                NetworkKind.FCN,
                NetworkKind.ST_CNN_TPS,
                NetworkKind.ST_CNN_PROJECTIVE,
                NetworkKind.ST_FCN_TPS,
                NetworkKind.ST_FCN_PROJECTIVE)) {
            BY_WORTH.forEach(column -> cells.add(cell(kind, column)));
        }
        cells.add(papersWay());
        TWICE.forEach(kind -> cells.add(twice(kind)));
        List<String> rows = Stream.of(
                        PAPER.keySet().stream().map(NetworkKind::label),
                        Stream.of(PAPERS_WAY),
                        TWICE.stream().map(MnistTable::twiceLabel))
                .flatMap(labels -> labels)
                .toList();
        return new Table(
                "mnist",
                "Distorted MNIST, error in %",
                rows,
                COLUMNS,
                cells,
                Table.Measure.WRONG,
                "The last two rows are not the paper's: the transformer looks again at what it has made, with the same"
                        + " weights, and samples its input once, by the composed parameters (`repeat: 2`).");
    }

    private static Cell cell(NetworkKind kind, String column) {
        return new Cell(
                kind.word() + "-" + column,
                kind.label(),
                column,
                paper(kind, column),
                kind.equals(NetworkKind.ST_CNN_AFFINE) ? HEADLINE_SEEDS : 1,
                experiment(kind, column, recipe(kind, column), 1));
    }

    private static Recipe recipe(NetworkKind kind, String column) {
        return switch (column) {
            case "R" -> Recipes.ofTurned(kind);
            case "RTS" -> Recipes.ofMoved(kind);
            default -> Recipes.of(kind);
        };
    }

    private static Cell papersWay() {
        return new Cell(
                "st-cnn-affine-paper-RTS",
                PAPERS_WAY,
                "RTS",
                paper(NetworkKind.ST_CNN_AFFINE, "RTS"),
                1,
                experiment(NetworkKind.ST_CNN_AFFINE, "RTS", Recipes.PAPER, 1));
    }

    private static Cell twice(NetworkKind kind) {
        return new Cell(
                kind.word() + "-twice-RTS",
                twiceLabel(kind),
                "RTS",
                OptionalDouble.empty(),
                1,
                experiment(kind, "RTS", recipe(kind, "RTS"), 2));
    }

    private static String twiceLabel(NetworkKind kind) {
        return kind.label() + ", looking twice";
    }

    private static OptionalDouble paper(NetworkKind kind, String column) {
        return OptionalDouble.of(PAPER.get(kind)[COLUMNS.indexOf(column)]);
    }

    /** @param looks how often the transformer looks */
    private static Experiment experiment(NetworkKind kind, String column, Recipe recipe, int looks) {
        Distortion distortion = Distortions.named(column);
        Network network = kind.network(distortion.output(DIGIT), DIGITS);
        return new Classification(
                new Pictures.Whole(PaperData.Source.MNIST),
                distortion,
                looks == 1 ? network : looking(network, looks),
                recipe);
    }

    /** The same network, with the same parameters, whose transformer looks so many times. */
    private static Network looking(Network network, int times) {
        List<Layer> layers = new ArrayList<>(network.layers());
        layers.set(0, ((Layer.SpatialTransformer) layers.get(0)).repeated(times));
        return new Network(network.name() + " x" + times, network.input(), layers);
    }
}
