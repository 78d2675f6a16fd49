package org.stn4j.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.stn4j.data.Augmentation;
import org.stn4j.data.Augmented;
import org.stn4j.data.ContactSheet;
import org.stn4j.data.DataSource;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.Spaced;
import org.stn4j.data.picture.PictureSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws the first images of a data set on one sheet. */
@Command(name = "preview", description = "Draws the first images of a data set, distorted, on one sheet.")
final class DataPreviewCommand implements Callable<Integer> {
    private static final int LARGE_SIDE = 48;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "SOURCE",
            defaultValue = "digits",
            description = DataSource.FORMS + "; digits by default.")
    private DataSource source;

    @Option(
            names = "--distort",
            completionCandidates = Choices.OfDistortions.class,
            paramLabel = "DISTORTION",
            defaultValue = "none",
            description = "none (default), R, RTS, P, E, T or TC.")
    private Distortion distortion;

    @Option(
            names = "--augment",
            completionCandidates = Choices.OfAugmentations.class,
            paramLabel = "HOW",
            defaultValue = "none",
            description = "Draw them as train does with this --augment; none by default.")
    private Augmentation augmentation;

    @Mixin
    private PictureDataOptions pictures;

    @Option(
            names = "--part",
            completionCandidates = Choices.OfParts.class,
            paramLabel = "PART",
            defaultValue = "train",
            description = "Which part of the data: train (default), validation or test.")
    private DataPart part;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "preview.png",
            description = "The PNG file to write; preview.png by default.")
    private Path out;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "8", description = "Rows; 8 by default.")
    private int rows;

    @Option(names = "--columns", paramLabel = "N", defaultValue = "20", description = "Columns; 20 by default.")
    private int columns;

    @Option(
            names = "--zoom",
            paramLabel = "N",
            description = "Side of a pixel on the sheet; 2 by default, 1 for pictures of more than 48 pixels.")
    private Integer zoom;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the distortion; 1 by default.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        if (rows < 1) {
            throw new IllegalArgumentException("a sheet has at least one row, not " + rows);
        }
        DataSource opened = pictures.applied(source);
        Dataset images = part.of(opened.open(new DataProgress(spec.commandLine().getErr())));
        if (opened instanceof PictureSource) {
            // They are sorted by classes; a look is at all of them.
            images = new Spaced(images, (int) Math.max(1, Math.min((long) rows * columns, images.size())));
        }
        int side = Math.max(images.shape().height(), images.shape().width());
        BufferedImage sheet = ContactSheet.of(
                images,
                Augmented.of(distortion, augmentation),
                seed,
                rows,
                columns,
                zoom != null ? zoom : side > LARGE_SIDE ? 1 : 2);
        PngFile.write(out, sheet);
        spec.commandLine().getOut().println("wrote " + out);
        return ExitCode.DONE;
    }
}
