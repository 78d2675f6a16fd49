package org.stn4j.cli;

import org.stn4j.data.DataSource;
import org.stn4j.data.picture.PictureSettings;
import org.stn4j.data.picture.PictureSource;
import org.stn4j.data.picture.SplitRule;
import picocli.CommandLine.Option;

/** The options that say what is made of pictures in files. */
final class PictureDataOptions {
    @Option(
            names = "--input-size",
            paramLabel = "SIZE",
            description = "What pictures in files are fitted to: 64, 48x96 (rows by columns), or 1x64x64 for grey; as"
                    + " suits the pictures by default.")
    private String inputSize;

    @Option(
            names = "--group-by",
            paramLabel = "REGEX",
            description = "Pictures whose names below the folder have the same text in the expression's first group"
                    + " stay in one part, such as '([^/]+)_[0-9]+[.]' for the frames of a video.")
    private String groupBy;

    @Option(
            names = "--split",
            paramLabel = "T/V/T",
            description = "Percentages of pictures in files to train, validate and test with; 80/10/10 by default, and"
                    + " the folder's own train, validation and test where it has them.")
    private String split;

    @Option(names = "--split-seed", paramLabel = "N", description = "What that split is drawn from; 1 by default.")
    private Long splitSeed;

    /** The source with these settings. */
    DataSource applied(DataSource source) {
        if (!(source instanceof PictureSource pictures)) {
            String given = inputSize != null
                    ? "--input-size"
                    : groupBy != null
                            ? "--group-by"
                            : split != null ? "--split" : splitSeed != null ? "--split-seed" : "";
            if (!given.isEmpty()) {
                throw new IllegalArgumentException(
                        given + " is for pictures in files, --data " + PictureSource.FORMS + ", not for " + source);
            }
            return source;
        }
        PictureSettings settings = pictures.settings();
        if (inputSize != null) {
            settings = settings.withSize(inputSize);
        }
        if (groupBy != null) {
            settings = settings.withGroupBy(groupBy);
        }
        if (split != null || splitSeed != null) {
            SplitRule before = settings.split().orElse(SplitRule.USUAL);
            settings = settings.withSplit(SplitRule.parse(
                    split != null ? split : before.shares(), splitSeed != null ? splitSeed : before.seed()));
        }
        return pictures.with(settings);
    }
}
