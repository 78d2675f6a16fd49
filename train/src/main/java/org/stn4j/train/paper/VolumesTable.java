package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.stn4j.data.Distortion;
import org.stn4j.data.ImageShape;
import org.stn4j.nn.Network;
import org.stn4j.nn.Presets;
import org.stn4j.nn.Shape;
import org.stn4j.nn.VolumePresets;

/**
 * Three dimensions: digits as bodies, turned in space, that are projected along the depth with learned weights and then
 * classified (appendix A.3 of Jaderberg et al. 2015), without and with a transformer of volumes before the projection; and
 * a CNN that is given the slices as channels.
 */
final class VolumesTable {
    private static final String COLUMN = "error";
    private static final int EPOCHS = 6;

    private static final String NOTE = """
            MNIST's digits as bodies of 6 voxels' thickness in a cube of 30×30×30 (the paper's has 60 a side, and eight times \
            the cost), turned by up to 60° about x and y and up to 45° about z, and moved by up to a tenth of the cube. A \
            projection with a learned weight for each slice makes a picture of it, which a CNN classifies; the transformer, a \
            3×4 affine map, comes before the projection. The CNN of slices has no projection: it sees the slices as channels.""";

    private VolumesTable() {}

    static Table table() {
        Distortion extruded = new Extruded();
        ImageShape cube = extruded.output(MnistTable.DIGIT);
        Presets.Settings settings =
                new Presets.Settings(new Shape(cube.channels(), cube.height(), cube.width()), MnistTable.DIGITS);
        List<Cell> cells = new ArrayList<>();
        for (String preset : List.of("st-volume-cnn", "volume-cnn", "cnn")) {
            Network network = VolumePresets.names().contains(preset)
                    ? VolumePresets.named(preset, settings)
                    : Presets.named(preset, settings);
            cells.add(new Cell(
                    preset + "-volumes",
                    label(preset),
                    COLUMN,
                    OptionalDouble.empty(),
                    1,
                    new Classification(
                            new Pictures.Whole(PaperData.Source.MNIST),
                            extruded,
                            network,
                            Recipes.unbent("modern-volumes", EPOCHS))));
        }
        return new Table(
                "volumes",
                "Three dimensions, digits as bodies turned in space, error in %",
                List.of(label("cnn"), label("volume-cnn"), label("st-volume-cnn")),
                List.of(COLUMN),
                cells,
                Table.Measure.WRONG,
                NOTE);
    }

    private static String label(String preset) {
        return switch (preset) {
            case "cnn" -> "CNN of slices";
            case "volume-cnn" -> "projection, CNN";
            default -> "3-D transformer, projection, CNN";
        };
    }
}
