package org.stn4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.stn4j.data.DataSource;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.nn.Model;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.train.Views;
import org.stn4j.train.report.GallerySheet;
import org.stn4j.train.report.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws where a network looks, and what it sees there. */
@Command(
        name = "gallery",
        description = {
            "Draws test images with the frame that the network looks through, and below them what it sees.",
            "The frame's upper edge is drawn in another colour: frames may be turned."
        })
final class GalleryCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelUse use;

    @Mixin
    private DataUse data;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The PNG file to write.")
    private Path out;

    @Option(
            names = "--columns",
            paramLabel = "N",
            defaultValue = "10",
            description = "Images in a row; 10 by default, one of each digit.")
    private int columns;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "2", description = "Rows of images; 2 by default.")
    private int rows;

    @Option(
            names = "--side",
            paramLabel = "PIXELS",
            defaultValue = "96",
            description = "Longer side of an image as drawn; 96 by default.")
    private int side;

    @Override
    public Integer call() throws IOException {
        if (columns < 1 || rows < 1 || (long) columns * rows > 10_000 || side < 8 || side > 2_000) {
            throw new IllegalArgumentException("a gallery has 1 to 10000 images with a side of 8 to 2000 pixels, not "
                    + rows + "x" + columns + " of " + side);
        }
        Model model = use.read();
        DataProgress progress = new DataProgress(spec.commandLine().getErr());
        DataSource source = data.source(model, progress);
        Distortion distortion = data.distortion(model);
        Dataset images = DataPart.TEST.of(source.open(progress));
        Fitting.check(model, images, distortion);
        List<View> views;
        try (Predictor predictor = use.open(model)) {
            Views all = new Views(images, distortion);
            views = all.of(predictor, all.spread(columns * rows));
        }
        if (views.get(0).looks().isEmpty()) {
            throw new IllegalArgumentException("the network " + model.network().name()
                    + " has no spatial transformer; a gallery needs a model with one, such as st-cnn");
        }
        PngFile.write(out, new GallerySheet(columns, side).draw(views));
        spec.commandLine().getOut().println("wrote " + out);
        return ExitCode.DONE;
    }
}
