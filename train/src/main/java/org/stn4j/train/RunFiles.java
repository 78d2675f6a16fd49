package org.stn4j.train;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Model;
import org.stn4j.nn.ModelFile;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shapes;
import org.stn4j.nn.TensorData;
import org.stn4j.nn.torch.Torch;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.train.report.GallerySheet;
import org.stn4j.train.report.View;

/** Writes the files of one run. */
final class RunFiles {
    private static final GallerySheet GALLERY = new GallerySheet(10, 72);

    private final JobDescription description;
    private final List<String> labels;
    private final RunDirectory directory;
    private final Checkpoint origin;
    private final List<String> transformers;
    private final RunEvents events;
    private Provenance provenance;

    /**
     * The files of a run.
     *
     * @param origin the checkpoint that it goes on from, with command and start of the run
     * @param labels names of the network's outputs; empty if they have none
     * @param data what it learns from
     */
    RunFiles(RunDirectory directory, Checkpoint origin, List<String> labels, Provenance.Data data) {
        this.description = origin.job();
        this.labels = List.copyOf(labels);
        this.directory = directory;
        this.origin = origin;
        this.transformers = Shapes.infer(description.network()).steps().stream()
                .filter(step -> step.layer() instanceof Layer.SpatialTransformer)
                .map(Shapes.Step::path)
                .toList();
        this.events = new RunEvents(directory.events(), Clock.systemUTC());
        this.provenance = new Provenance(
                Versions.current(),
                origin.command(),
                origin.started(),
                "",
                "running",
                data,
                description.network().name(),
                description.network().parameterCount(),
                description.options(),
                Torch.versions(),
                Machine.current());
    }

    Network network() {
        return description.network();
    }

    TrainingOptions options() {
        return description.options();
    }

    /** What is learned from. */
    Provenance.Data data() {
        return provenance.data();
    }

    Provenance provenance() {
        return provenance;
    }

    RunDirectory directory() {
        return directory;
    }

    /** Paths of the spatial transformers, in the order of the network. */
    List<String> transformers() {
        return transformers;
    }

    void writeProvenance() throws IOException {
        directory.write(directory.provenance(), provenance.json());
    }

    void writeMetrics(List<EpochMetrics> history) throws IOException {
        directory.write(directory.metrics(), MetricsCsv.write(history, transformers.size()));
    }

    /**
     * Brings the events up to the history.
     *
     * @param views what the network makes of some images now
     */
    void writeEvents(List<EpochMetrics> history, Supplier<List<View>> views) throws IOException {
        events.write(history, () -> gallery(views.get()));
    }

    private static Optional<BufferedImage> gallery(List<View> views) {
        boolean nothing = views.isEmpty() || views.get(0).looks().isEmpty();
        return nothing ? Optional.empty() : Optional.of(GALLERY.draw(views));
    }

    void writeCheckpoint(Position position, Map<String, TensorData> state, Map<String, TensorData> best)
            throws IOException {
        origin.at(position, state, best).write(directory.checkpoint());
    }

    void writeModel(EpochMetrics epoch, Map<String, TensorData> weights) throws IOException {
        ModelFile.write(directory.model(), model(epoch, weights));
    }

    /** The model with its origin. Without times, so that the same run gives the same bytes. */
    private Model model(EpochMetrics epoch, Map<String, TensorData> weights) {
        Map<String, String> from = new LinkedHashMap<>();
        from.put("stn4j", provenance.stn4j().version());
        from.put("commit", provenance.stn4j().commit());
        from.put("data", description.data());
        from.put("distortion", description.distortion());
        from.put("seed", Long.toString(description.options().seed()));
        from.put("epoch", Integer.toString(epoch.epoch()));
        from.put("step", Long.toString(epoch.step()));
        from.put("validationError", Double.toString(epoch.validationError()));
        return new Model(description.network(), labels, description.preprocessing(), from, weights);
    }

    /** Writes what every run leaves at its end. */
    void writeEnd(TrainingLoop.End end, TrainingLoop loop) throws IOException {
        provenance = provenance.ended(Provenance.now(), end.outcome());
        writeMetrics(loop.history());
        writeProvenance();
        if (loop.best().isPresent()) {
            writeModel(loop.best().get(), loop.bestWeights());
        }
    }

    /** Writes how a run of a classifier ended that is not measured. */
    TrainingResult leave(TrainingLoop.End end, TrainingLoop loop) throws IOException {
        writeEnd(end, loop);
        return new TrainingResult(
                end.outcome(), end.message(), loop.history(), loop.best(), Optional.empty(), directory);
    }

    /** Writes the end of a run of a classifier: measures the best model on the test images, and reports. */
    TrainingResult finish(TrainingJob job, TrainingLoop.End end, TrainingLoop loop) throws IOException {
        TrainingResult unmeasured = leave(end, loop);
        if (loop.best().isEmpty()) {
            return unmeasured;
        }
        Model model = model(loop.best().get(), loop.bestWeights());
        try (Predictor predictor = new Predictor(model, job.options().device())) {
            Examiner examiner = new Examiner(
                    job.splits().test(),
                    job.distortion(),
                    job.options().device(),
                    options().processors());
            TrainingResult result = new TrainingResult(
                    end.outcome(),
                    end.message(),
                    loop.history(),
                    loop.best(),
                    Optional.of(examiner.examine(model, predictor, depth(end.outcome()))),
                    directory);
            String page = new RunReport(job, provenance, result, transformers)
                    .page(predictor, loop.seconds(), loop.watch().note())
                    .html();
            directory.write(directory.report(), page);
            return result;
        }
    }

    /** Whoever interrupts a run is not made to wait for more than its figures. */
    private static Examiner.Depth depth(Outcome outcome) {
        return outcome == Outcome.INTERRUPTED ? Examiner.Depth.FIGURES : Examiner.Depth.ROBUSTNESS;
    }
}
