package org.stn4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.stn4j.train.paper.Attempt;
import org.stn4j.train.paper.PaperData;
import org.stn4j.train.paper.PaperFolders;
import picocli.CommandLine.Option;

/** What cells are made of, and what they may take. */
final class MakingOptions {
    @Option(
            names = "--mnist",
            paramLabel = "DIR",
            defaultValue = "data-sets/mnist",
            description = "Folder of MNIST; data-sets/mnist by default, where data fetch puts it.")
    private Path mnist;

    @Option(
            names = "--cluttered",
            paramLabel = "DIR",
            description = "Folder of the ready-made cluttered digits of 40x40, as IDX files.")
    private Path cluttered;

    @Option(
            names = "--svhn",
            paramLabel = "DIR",
            description = "Folder of the SVHN set's full numbers, with train and test in it as they are unpacked.")
    private Path houseNumbers;

    @Option(
            names = "--budget",
            paramLabel = "MINUTES",
            description =
                    "At most so long for each cell; none by default. A cell that it cuts says so, and is made again"
                            + " when there is nothing else left.")
    private Double budget;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "At most so many epochs for each cell, for a quick look; the recipe's by default. Marked like"
                    + " a cut by --budget.")
    private Integer epochs;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Processors to use; all by default.")
    private int threads;

    @Option(
            names = "--device",
            completionCandidates = Choices.OfDevices.class,
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "cpu (default), cuda or cuda:N.")
    private String device;

    PaperData data() {
        return new PaperFolders(mnist, Optional.ofNullable(cluttered), Optional.ofNullable(houseNumbers));
    }

    Attempt.Limits limits() {
        if (budget != null && !(budget > 0)) {
            throw new IllegalArgumentException("a budget is above 0 minutes, not " + budget);
        }
        if (epochs != null && epochs < 1) {
            throw new IllegalArgumentException("the number of epochs is 1 or more, not " + epochs);
        }
        return new Attempt.Limits(epochs == null ? 0 : epochs, budget == null ? 0 : budget, threads, device);
    }
}
