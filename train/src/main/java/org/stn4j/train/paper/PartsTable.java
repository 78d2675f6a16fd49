package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.stn4j.data.Distortions;
import org.stn4j.data.birds.BirdsDataset;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Presets;
import org.stn4j.nn.Shape;
import org.stn4j.warp.FixedAttention;
import org.stn4j.warp.ImageSize;

/**
 * Several transformers at work on parts: section 4.3 of Jaderberg et al. 2015, on birds that the program draws, whose kind
 * hangs on a mark on the head and one on the tail. The real ones, CUB-200-2011, need a network that was trained on
 * millions of photographs first.
 *
 * <p>The transformers look through windows of a fixed size, start side by side, and share a localisation network; what each
 * sees goes into a small network of its own, and their features into one classifier.
 */
final class PartsTable {
    /** About as many as CUB-200-2011 has to learn from; why not more: {@code docs/decisions/0011-few-birds.md}. */
    static final int BIRDS = 6_000;

    private static final String COLUMN = "error";
    private static final double SCALE = 0.4;
    /** About a pixel for each of the picture's. */
    private static final ImageSize GLIMPSE = new ImageSize(26, 26);

    private static final int COLOURS = 3;

    private static final String NOTE = """
            The paper's experiment of birds, CUB-200-2011, needs a network that learned of a million photographs before. Here \
            are birds that the program draws (`./stn4j data preview --data birds`), and 6,000 of them to learn from: the kind, \
            one of 16, hangs on a mark on the head and another one on the tail; sizes, colours, places and turns up to 60° are \
            random, and marks without a body lie about ([why no more birds](decisions/0011-few-birds.md)). Two and four \
            transformers look through windows of a fixed scale of 0.4, start side by side or in the four quarters, and share \
            one localisation network; nobody tells them where heads and tails are. How often both lie within what they look at \
            is measured too, and for comparison the same for the windows from which they started. The paper's accuracies on \
            its birds are 82.3 % for its CNN, 83.9 % with two transformers, and 84.1 % with four.""";

    private PartsTable() {}

    static Table table() {
        Shape picture = new Shape(COLOURS, BirdsDataset.SIDE, BirdsDataset.SIDE);
        int kinds = new BirdsDataset(1, 1).labels().size();
        List<Cell> cells = new ArrayList<>();
        for (int transformers : new int[] {2, 4}) {
            cells.add(cell(
                    transformers + "x-st-cnn-parts",
                    transformers + "×ST-CNN",
                    network(picture, kinds, transformers),
                    Optional.of(new PartsFound())));
        }
        cells.add(
                cell("cnn-parts", "CNN", Presets.named("cnn", new Presets.Settings(picture, kinds)), Optional.empty()));
        return new Table(
                "parts",
                "Several transformers at work on parts, drawn birds of 16 kinds, error in %",
                List.of("CNN", "2×ST-CNN", "4×ST-CNN"),
                List.of(COLUMN),
                cells,
                Table.Measure.WRONG,
                NOTE);
    }

    private static Cell cell(String name, String row, Network network, Optional<Classification.Also> also) {
        return new Cell(
                name,
                row,
                COLUMN,
                OptionalDouble.empty(),
                1,
                new Classification(
                        new Pictures.Whole(PaperData.Source.BIRDS),
                        Distortions.named("none"),
                        network,
                        Recipes.PARTS,
                        also));
    }

    private static Network network(Shape picture, int kinds, int transformers) {
        List<Layer> localisation = List.of(
                new Layer.AveragePool(2),
                new Layer.Convolution(16, 5),
                new Layer.MaxPool(2),
                new Layer.Relu(),
                new Layer.Convolution(24, 5),
                new Layer.MaxPool(2),
                new Layer.Relu(),
                new Layer.Dense(48),
                new Layer.Relu());
        List<Layer.SpatialTransformer> windows = starts(transformers).stream()
                .map(start -> new Layer.SpatialTransformer(new FixedAttention(SCALE), List.of(), Optional.of(GLIMPSE))
                        .startingAt(start))
                .toList();
        IntFunction<Network> ofWidth = width -> new Network(
                transformers + "x st-cnn parts",
                picture,
                List.of(
                        new Layer.Glimpses(localisation, windows),
                        new Layer.Parallel(eyes(transformers, width)),
                        new Layer.Dense(kinds)));
        return Presets.fitted(ofWidth, Presets.PARAMETERS);
    }

    /** Side by side, or in the four quarters. */
    private static List<Float[]> starts(int transformers) {
        List<Float[]> starts = new ArrayList<>();
        for (int i = 0; i < transformers; i++) {
            float y = transformers == 2 ? 0 : i < transformers / 2 ? -0.5f : 0.5f;
            starts.add(new Float[] {i % 2 == 0 ? -0.5f : 0.5f, y});
        }
        return starts;
    }

    /** What looks at each glimpse. */
    private static List<List<Layer>> eyes(int transformers, int width) {
        List<List<Layer>> eyes = new ArrayList<>();
        for (int i = 0; i < transformers; i++) {
            eyes.add(List.of(
                    new Layer.Select(i * COLOURS, COLOURS),
                    new Layer.Convolution(24, 5),
                    new Layer.MaxPool(2),
                    new Layer.Relu(),
                    new Layer.Convolution(width, 4),
                    new Layer.MaxPool(2),
                    new Layer.Relu(),
                    new Layer.Dense(64),
                    new Layer.Relu()));
        }
        return eyes;
    }
}
