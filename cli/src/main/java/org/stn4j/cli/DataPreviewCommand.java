package org.stn4j.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.stn4j.data.ContactSheet;
import org.stn4j.data.DataSource;
import org.stn4j.data.Distortion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws the first images of a data set on one sheet. */
@Command(name = "preview", description = "Draws the first images of a data set, distorted, on one sheet.")
final class DataPreviewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "SOURCE",
            defaultValue = "digits",
            description = "digits (default), digits:N, mnist:DIR or idx:DIR.")
    private DataSource source;

    @Option(
            names = "--distort",
            paramLabel = "NAME",
            defaultValue = "none",
            description = "none (default), R, RTS, P, E, T or TC.")
    private Distortion distortion;

    @Option(
            names = "--part",
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
            defaultValue = "2",
            description = "Side of a pixel on the sheet; 2 by default.")
    private int zoom;

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
        BufferedImage sheet = ContactSheet.of(part.of(source.open()), distortion, seed, rows, columns, zoom);
        PngFile.write(out, sheet);
        spec.commandLine().getOut().println("wrote " + out);
        return ExitCode.DONE;
    }
}
