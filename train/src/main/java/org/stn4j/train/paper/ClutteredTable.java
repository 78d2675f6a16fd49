package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.stn4j.data.Distortion;
import org.stn4j.data.Distortions;
import org.stn4j.data.ImageShape;

/**
 * Translated and cluttered digits: the paper's 60×60 (appendix A.2), and the 40×40 ones that came ready-made with the
 * first implementations by others, of which there are only 10,000 to learn from.
 */
final class ClutteredTable {
    private static final String PAPERS = "TC 60×60";
    private static final String READY_MADE = "ready-made 40×40";
    private static final ImageShape READY_MADE_SHAPE = new ImageShape(1, 40, 40);
    /** 10,000 pictures: about as many steps as with all of MNIST would take too long to be worth it, half do. */
    private static final int READY_MADE_EPOCHS = 160;

    private static final String NOTE = """
            The 40×40 pictures, a digit among five pieces of 5×5 of others, are those that came ready-made with the \
            TensorFlow examples of spatial transformers, where others published figures; `--cluttered` names their folder, with \
            the set as IDX files. There are 10,000 to learn from and 1,000 to test with, and the paper has no figures of them.""";

    private ClutteredTable() {}

    static Table table() {
        Map<NetworkKind, Double> paper = new LinkedHashMap<>();
        paper.put(NetworkKind.FCN, 13.2);
        paper.put(NetworkKind.CNN, 3.5);
        paper.put(NetworkKind.ST_FCN_AFFINE, 2.0);
        paper.put(NetworkKind.ST_CNN_AFFINE, 1.7);
        Distortion cluttered = Distortions.named("TC");
        Recipe readyMade = Recipes.modern("modern-small", READY_MADE_EPOCHS);
        List<Cell> cells = new ArrayList<>();
        for (NetworkKind kind :
                List.of(NetworkKind.ST_CNN_AFFINE, NetworkKind.CNN, NetworkKind.ST_FCN_AFFINE, NetworkKind.FCN)) {
            cells.add(new Cell(
                    kind.word() + "-TC",
                    kind.label(),
                    PAPERS,
                    OptionalDouble.of(paper.get(kind)),
                    1,
                    new Classification(
                            new Pictures.Whole(PaperData.Source.MNIST),
                            cluttered,
                            kind.network(cluttered.output(MnistTable.DIGIT), MnistTable.DIGITS),
                            Recipes.of(kind))));
            cells.add(new Cell(
                    kind.word() + "-40x40",
                    kind.label(),
                    READY_MADE,
                    OptionalDouble.empty(),
                    1,
                    new Classification(
                            new Pictures.Whole(PaperData.Source.CLUTTERED),
                            Distortions.named("none"),
                            kind.network(READY_MADE_SHAPE, MnistTable.DIGITS),
                            readyMade)));
        }
        List<String> rows = paper.keySet().stream().map(NetworkKind::label).toList();
        return new Table(
                "cluttered",
                "Digits among clutter, error in %",
                rows,
                List.of(PAPERS, READY_MADE),
                cells,
                Table.Measure.WRONG,
                NOTE);
    }
}
