package org.stn4j.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stn4j.data.Distortion;
import org.stn4j.data.Splits;
import org.stn4j.nn.file.AtomicFile;

/**
 * Where a run comes from: all that is needed to make it again, and to judge its figures.
 *
 * @param stn4j version and commit of this program
 * @param command the command line
 * @param started when it started, ISO 8601, UTC
 * @param finished when it ended, empty while it runs
 * @param outcome {@code running}, or the word of an {@link Outcome}
 * @param data what it learned from
 * @param network name of the network
 * @param parameters number of values that training changes
 * @param options the settings, the seed among them
 * @param libraries name and version of the native libraries
 * @param machine what it ran on
 */
public record Provenance(
        Versions stn4j,
        String command,
        String started,
        String finished,
        String outcome,
        Data data,
        String network,
        long parameters,
        TrainingOptions options,
        Map<String, String> libraries,
        Machine machine) {
    public Provenance {
        libraries = Collections.unmodifiableMap(new LinkedHashMap<>(libraries));
    }

    /**
     * What a run learned from.
     *
     * @param source as on the command line, such as {@code mnist:DIR}
     * @param distortion name of the distortion
     * @param trainingImages number of images
     * @param validationImages number of images
     * @param testImages number of images
     */
    public record Data(String source, String distortion, int trainingImages, int validationImages, int testImages) {

        /** Of the parts of a set. */
        public static Data of(String source, Distortion distortion, Splits splits) {
            return new Data(
                    source,
                    distortion.name(),
                    splits.train().size(),
                    splits.validation().size(),
                    splits.test().size());
        }
    }

    /** This second, as {@link #started} and {@link #finished} have it. */
    public static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The same at the end of the run. */
    Provenance ended(String time, Outcome how) {
        return new Provenance(
                stn4j, command, started, time, how.word(), data, network, parameters, options, libraries, machine);
    }

    /** As {@code provenance.json}. */
    public String json() {
        return Json.write(this) + "\n";
    }

    /**
     * Reads a {@code provenance.json}.
     *
     * @throws IOException if it cannot be read; one line that names the file
     */
    public static Provenance read(Path file) throws IOException {
        try {
            return Json.read(Files.readString(file), Provenance.class);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(file + ": " + AtomicFile.reason(e), e);
        }
    }
}
