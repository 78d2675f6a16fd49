package org.stn4j.cli;

import org.stn4j.data.DataSource;
import org.stn4j.data.Distortion;
import org.stn4j.data.Distortions;
import org.stn4j.nn.Model;
import picocli.CommandLine.Option;

/** Which images a trained model is used on: those that it was trained for, unless others are given. */
final class DataUse {
    @Option(
            names = "--data",
            paramLabel = "SOURCE",
            description = "digits, digits:N, mnist:DIR or idx:DIR; by default what the model was trained on.")
    private DataSource source;

    @Option(
            names = "--distort",
            paramLabel = "NAME",
            description = "none, R, RTS, P, E, T or TC; by default what the model was trained with.")
    private Distortion distortion;

    DataSource source(Model model) {
        return source != null ? source : DataSource.parse(known(model, "data", "--data"));
    }

    Distortion distortion(Model model) {
        return distortion != null ? distortion : Distortions.named(known(model, "distortion", "--distort"));
    }

    private static String known(Model model, String key, String option) {
        String value = model.provenance().get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the model does not say what " + key + " it was trained with; give it" + " with " + option);
        }
        return value;
    }
}
