package org.stn4j.train.paper;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.stn4j.data.Distortion;
import org.stn4j.data.Splits;
import org.stn4j.nn.Engine;
import org.stn4j.nn.Model;
import org.stn4j.nn.ModelFile;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.torch.learn.DivergenceException;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.train.Evaluation;
import org.stn4j.train.JobDescription;
import org.stn4j.train.Outcome;
import org.stn4j.train.Provenance;
import org.stn4j.train.RunDirectory;
import org.stn4j.train.Trainer;
import org.stn4j.train.TrainingJob;
import org.stn4j.train.TrainingOptions;
import org.stn4j.train.TrainingResult;
import org.stn4j.train.Views;
import org.stn4j.train.report.View;

/**
 * A classifier of distorted pictures; the figure is its error on one fixed draw of the test pictures.
 *
 * @param pictures what is distorted
 * @param distortion how
 * @param plain the network without what the recipe adds
 * @param recipe how it is trained
 * @param also what else is measured, if anything
 */
record Classification(Pictures pictures, Distortion distortion, Network plain, Recipe recipe, Optional<Also> also)
        implements Experiment {
    /** Two rows of a sheet. */
    private static final int SHOWN = 20;

    /** Measures something beside the error. */
    interface Also {
        List<SideFigure> measure(Engine network, TrainingJob job);
    }

    /** An experiment whose only figure is the error. */
    Classification(Pictures pictures, Distortion distortion, Network plain, Recipe recipe) {
        this(pictures, distortion, plain, recipe, Optional.empty());
    }

    @Override
    public PaperData.Source source() {
        return pictures.source();
    }

    @Override
    public Network network() {
        return recipe.adapt(plain);
    }

    @Override
    public Optional<Measurement> run(Attempt attempt) throws IOException {
        TrainingOptions options = recipe.options(attempt.seed(), attempt.limits());
        Splits splits = pictures.open(attempt.data());
        JobDescription description = new JobDescription(
                pictures.name(attempt.data()),
                distortion.name(),
                network(),
                Preprocessing.none(network().input().channels()),
                options);
        TrainingJob job = new TrainingJob(description, splits, distortion);
        TrainingResult result = Trainer.startOrResume(job, attempt.command(), attempt.folder(), attempt.listener())
                .runToItsEnd(attempt.stop());
        if (result.outcome() == Outcome.DIVERGED) {
            throw new DivergenceException(result.message());
        }
        if (result.outcome() == Outcome.INTERRUPTED) {
            return Optional.empty();
        }
        return Optional.of(measured(result, job));
    }

    private Measurement measured(TrainingResult result, TrainingJob job) throws IOException {
        Evaluation test = result.test().orElseThrow();
        Figures figures = Figures.of(
                test.errors(),
                test.examples(),
                result.best().orElseThrow(),
                result.history(),
                recipe,
                job.splits().train().size());
        RunDirectory directory = result.directory();
        Model model = ModelFile.read(directory.model());
        try (Predictor predictor = new Predictor(model, job.options().device())) {
            return new Measurement(
                    figures,
                    Provenance.read(directory.provenance()),
                    also.map(measure -> measure.measure(predictor, job)).orElse(List.of()),
                    views(predictor, job));
        }
    }

    private static List<View> views(Engine network, TrainingJob job) {
        Views all = new Views(job.splits().test(), job.distortion());
        List<View> views = all.of(network, all.spread(SHOWN));
        return views.stream().anyMatch(view -> view.looks().isEmpty()) ? List.of() : views;
    }
}
