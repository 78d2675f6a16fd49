package org.stn4j.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.TensorData;
import org.stn4j.nn.file.RawTensor;
import org.stn4j.nn.file.Safetensors;

/**
 * A run that stands still: what it takes to go on bit for bit as if it had not.
 *
 * <p>A safetensors file; its metadata hold {@code stn4j.checkpoint}, a JSON object, and {@code stn4j.network}, YAML. Its
 * tensors are the learner's state, and under {@code best/} the averaged weights of the best epoch so far.
 */
final class Checkpoint {
    private static final String KEY = "stn4j.checkpoint";
    private static final String NETWORK = "stn4j.network";
    private static final String STATE = "state/";
    private static final String BEST = "best/";

    private final JobDescription job;
    private final String command;
    private final String started;
    private final String fingerprint;
    private final Position position;
    private final Map<String, TensorData> state;
    private final Map<String, TensorData> best;

    /**
     * A checkpoint.
     *
     * @param command the command line that started the run
     * @param started when that was
     * @param fingerprint of the data, see {@link DataFingerprint}
     * @param state what the learner is to be restored from
     * @param best weights of the best epoch, empty before the first
     */
    Checkpoint(
            JobDescription job,
            String command,
            String started,
            String fingerprint,
            Position position,
            Map<String, TensorData> state,
            Map<String, TensorData> best) {
        this.job = job;
        this.command = command;
        this.started = started;
        this.fingerprint = fingerprint;
        this.position = position;
        this.state = state;
        this.best = best;
    }

    /** A run that begins now. */
    static Checkpoint beginning(JobDescription job, String command, String fingerprint) {
        Position start = new Position(0, 0, 0, 0, Position.EpochSums.ZERO, List.of(), List.of(), null);
        return new Checkpoint(job, command, Provenance.now(), fingerprint, start, Map.of(), Map.of());
    }

    /**
     * The checkpoint in a folder; empty if there is none, or one of other work or on other data.
     *
     * @param fingerprint of the data; checkpoints from before it was kept suit any
     * @throws IOException if it cannot be read; one line that names the file
     */
    static Optional<Checkpoint> ofSameWork(Path folder, JobDescription job, String fingerprint) throws IOException {
        Path file = new RunDirectory(folder).checkpoint();
        return Files.exists(file)
                ? Optional.of(read(file)).filter(there -> there.job.isSameWork(job) && there.isOf(fingerprint))
                : Optional.empty();
    }

    private boolean isOf(String data) {
        return fingerprint.isEmpty() || fingerprint.equals(data);
    }

    /** What stands in the file beside tensors and network. */
    private record Text(
            String command,
            String started,
            String fingerprint,
            String data,
            String distortion,
            Preprocessing preprocessing,
            TrainingOptions options,
            Position position) {}

    JobDescription job() {
        return job;
    }

    String command() {
        return command;
    }

    String started() {
        return started;
    }

    String fingerprint() {
        return fingerprint;
    }

    Position position() {
        return position;
    }

    Map<String, TensorData> state() {
        return state;
    }

    Map<String, TensorData> best() {
        return best;
    }

    /** The same run at another place. */
    Checkpoint at(Position place, Map<String, TensorData> newState, Map<String, TensorData> newBest) {
        return new Checkpoint(job, command, started, fingerprint, place, newState, newBest);
    }

    /** The same state of the same work, perhaps with other threads, limits and folders. */
    Checkpoint of(JobDescription description) {
        return new Checkpoint(description, command, started, fingerprint, position, state, best);
    }

    void write(Path file) throws IOException {
        Map<String, RawTensor> tensors = new LinkedHashMap<>();
        state.forEach((name, tensor) -> tensors.put(STATE + name, RawTensor.of(tensor.shape(), tensor.values())));
        best.forEach((name, tensor) -> tensors.put(BEST + name, RawTensor.of(tensor.shape(), tensor.values())));
        Text text = new Text(
                command,
                started,
                fingerprint,
                job.data(),
                job.distortion(),
                job.preprocessing(),
                job.options(),
                position);
        Safetensors.write(file, Map.of(KEY, Json.write(text), NETWORK, NetworkYaml.format(job.network())), tensors);
    }

    /**
     * Reads a checkpoint.
     *
     * @throws IOException if it cannot be read or is none; one line that names the file
     */
    static Checkpoint read(Path file) throws IOException {
        try (Safetensors in = Safetensors.open(file)) {
            String json = in.metadata().get(KEY);
            String network = in.metadata().get(NETWORK);
            if (json == null || network == null) {
                throw new IllegalArgumentException("this is not a checkpoint; a run writes one into its folder");
            }
            Text text = Json.read(json, Text.class);
            JobDescription job = new JobDescription(
                    text.data(), text.distortion(), NetworkYaml.parse(network), text.preprocessing(), text.options());
            return new Checkpoint(
                    job,
                    text.command(),
                    text.started(),
                    text.fingerprint(),
                    text.position(),
                    tensors(in, STATE),
                    tensors(in, BEST));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, TensorData> tensors(Safetensors in, String prefix) throws IOException {
        List<String> names = new ArrayList<>(in.tensors().keySet());
        names.removeIf(name -> !name.startsWith(prefix));
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        for (String name : names) {
            tensors.put(name.substring(prefix.length()), TensorData.of(in.read(name)));
        }
        return tensors;
    }
}
