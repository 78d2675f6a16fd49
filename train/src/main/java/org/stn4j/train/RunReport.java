package org.stn4j.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stn4j.nn.torch.learn.OptimizerSettings;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.train.report.Facts;
import org.stn4j.train.report.Headline;
import org.stn4j.train.report.Report;
import org.stn4j.train.report.View;

/** Puts the report of a run together. */
final class RunReport {
    private static final int SHOWN = 20;
    private static final int MISTAKES_SHOWN = 20;

    private final TrainingJob job;
    private final Provenance provenance;
    private final TrainingResult result;
    private final List<String> transformers;

    RunReport(TrainingJob job, Provenance provenance, TrainingResult result, List<String> transformers) {
        this.job = job;
        this.provenance = provenance;
        this.result = result;
        this.transformers = transformers;
    }

    /**
     * The report.
     *
     * @param network the best model
     * @param seconds time that the training took
     * @param note a warning that still holds at the end
     */
    Report page(Predictor network, double seconds, Optional<String> note) {
        List<String> notes = new ArrayList<>();
        note.ifPresent(notes::add);
        if (!result.message().isEmpty()) {
            notes.add(result.message());
        }
        Views views = new Views(job.splits().test(), job.distortion());
        List<View> mistakes = views.of(
                network,
                result.test().stream()
                        .flatMap(test -> test.mistakes().stream())
                        .limit(MISTAKES_SHOWN)
                        .map(Evaluation.Mistake::index)
                        .toList());
        String distortion = job.distortion().name();
        return new Report(
                provenance.network() + " on " + source() + (distortion.equals("none") ? "" : ", " + distortion),
                "Training " + result.outcome().word() + " after " + duration(seconds) + ", "
                        + provenance.finished().replace('T', ' ').replace("Z", " UTC"),
                notes,
                headlines(),
                result.history(),
                transformers,
                "test images",
                result.findings(),
                views.of(network, views.spread(SHOWN)),
                mistakes,
                List.of(settings(), data(), origin(), machine()));
    }

    /** The data's name without the folder, which says nothing to others. */
    private String source() {
        return provenance.data().source().replaceAll(":.*", "");
    }

    private List<Headline> headlines() {
        List<Headline> headlines = new ArrayList<>();
        result.findings().ifPresent(findings -> headlines.addAll(EvaluationReport.headlines("Test error", findings)));
        result.best()
                .ifPresent(best -> headlines.add(new Headline(
                        "Validation error", percent(best.validationError()), "best, epoch " + best.epoch())));
        double images = 0;
        double seconds = 0;
        for (EpochMetrics epoch : result.history()) {
            if (epoch.imagesPerSecond() > 0) {
                images++;
                seconds += 1 / epoch.imagesPerSecond();
            }
        }
        if (images > 0) {
            headlines.add(new Headline("Speed", grouped(Math.round(images / seconds)) + " /s", "training images"));
        }
        headlines.add(new Headline("Parameters", grouped(provenance.parameters()), ""));
        return headlines;
    }

    private Facts settings() {
        TrainingOptions options = provenance.options();
        OptimizerSettings optimizer = options.learning().optimizer();
        return Facts.of(
                "Settings",
                "Length",
                options.length().words() + (options.patience() == 0 ? "" : ", patience " + options.patience()),
                "Batch size",
                "" + options.batchSize(),
                "Optimizer",
                optimizer.name() + ", weight decay " + optimizer.weightDecay(),
                "Learning rate",
                options.learningRate() + ", " + options.schedule().name() + ", warm-up "
                        + percent(options.schedule().warmUp()),
                "Localisation",
                options.learning().localisationScale() + " × the learning rate",
                "Penalty on looking outside",
                options.learning().outsidePenalty() == 0
                        ? "none"
                        : "" + options.learning().outsidePenalty(),
                "Gradient clipping",
                options.learning().clipNorm() == 0
                        ? "none"
                        : "norm " + options.learning().clipNorm(),
                "Label smoothing",
                "" + options.learning().labelSmoothing(),
                "Balance of classes",
                options.balance() == 0 ? "none" : "" + options.balance(),
                "Weight averaging",
                "decay " + options.learning().averageDecay(),
                "Convolutions",
                "in " + options.learning().precision().word(),
                "Augmentation",
                options.augmentation().toString(),
                "Bends",
                options.bend() == 0 ? "none" : "of " + options.bend() + " of a picture's side",
                "Strength of the distortion",
                strength(options),
                "Seed",
                "" + options.seed());
    }

    private static String strength(TrainingOptions options) {
        String most = options.beyond() == 0 ? "full" : (1 + options.beyond()) + " times the full one";
        return options.easeIn() == 0 ? most : most + ", growing to it over " + options.easeIn() + " epochs";
    }

    private Facts data() {
        Provenance.Data data = provenance.data();
        return Facts.of(
                "Data",
                "Source",
                data.source(),
                "Distortion",
                data.distortion(),
                "Images",
                job.description().network().input().toString(),
                "Training",
                grouped(data.trainingImages()) + ", distorted anew in each epoch",
                "Validation",
                grouped(data.validationImages()) + ", one fixed draw",
                "Test",
                grouped(data.testImages()) + ", one fixed draw");
    }

    private Facts origin() {
        return Facts.of(
                "Provenance",
                "Command",
                provenance.command(),
                "Started",
                provenance.started(),
                "Finished",
                provenance.finished(),
                "stn4j",
                provenance.stn4j().version() + ", commit " + provenance.stn4j().commit(),
                "Network",
                provenance.network() + ", " + grouped(provenance.parameters()) + " parameters");
    }

    private Facts machine() {
        Machine machine = provenance.machine();
        List<Facts.Fact> rows = new ArrayList<>(Facts.of(
                        "Machine",
                        "Processor",
                        machine.processor(),
                        "Processors",
                        machine.processors() + ", " + threads() + " used",
                        "Memory",
                        machine.memoryGibibytes() + " GiB",
                        "Device",
                        provenance.options().device(),
                        "System",
                        machine.system(),
                        "Java",
                        machine.java())
                .rows());
        provenance.libraries().forEach((name, version) -> rows.add(new Facts.Fact(name, version)));
        return new Facts("Machine", rows);
    }

    private int threads() {
        int threads = provenance.options().threads();
        return threads == 0 ? provenance.machine().processors() : threads;
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
}
