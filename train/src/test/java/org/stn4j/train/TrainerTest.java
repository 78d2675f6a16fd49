package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortions;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Splits;
import org.stn4j.nn.Model;
import org.stn4j.nn.ModelFile;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.torch.learn.OptimizerSettings;
import org.stn4j.nn.torch.learn.Predictor;

class TrainerTest {

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    private final TrainingListener listener = new TrainingListener() {
        @Override
        public void warning(String message) {
            warnings.add(message);
        }
    };

    /** By a clock of which every look takes a tenth of a second. */
    private Trainer slowly(TrainingJob job, TrainingListener to) throws IOException {
        AtomicLong nanos = new AtomicLong();
        return new Trainer(
                job, RunDirectory.create(folder), to, Trainer.beginning(job, ""), () -> nanos.addAndGet(100_000_000));
    }

    private TrainingResult train(TrainingOptions.Builder options) throws IOException {
        return Tiny.trainer(Tiny.job(options), folder, listener).run(() -> false);
    }

    @Test
    void learnsATinySetByHeart() throws IOException {
        TrainingResult result = train(Tiny.options().epochs(12));

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.history()).hasSize(12);
        EpochMetrics last = result.history().get(11);
        assertThat(last.error()).isLessThan(0.03);
        assertThat(last.loss()).isLessThan(0.25 * result.history().get(0).loss());
        assertThat(last.step()).isEqualTo(120);
        assertThat(last.outsideShare()).hasSize(1);
        assertThat(result.test()).hasValueSatisfying(test -> {
            assertThat(test.examples()).isEqualTo(90);
            assertThat(test.errorRate()).isLessThan(0.03);
        });
        assertThat(warnings).isEmpty();
    }

    @Test
    void plainGradientDescentLearnsToo() throws IOException {
        TrainingResult result = train(Tiny.options()
                .epochs(12)
                .optimizer(new OptimizerSettings.Sgd(0.9, 0))
                .schedule(Schedule.named("step", 0)));

        assertThat(result.test().orElseThrow().errorRate()).isLessThan(0.05);
    }

    @Test
    void theRunDirectoryIsComplete() throws IOException {
        TrainingResult result = train(Tiny.options());
        RunDirectory directory = result.directory();

        assertThat(MetricsCsv.read(directory.metrics())).isEqualTo(result.history());
        Provenance provenance = Provenance.read(directory.provenance());
        assertThat(provenance.outcome()).isEqualTo("completed");
        assertThat(provenance.options()).isEqualTo(Tiny.options().build());
        assertThat(provenance.finished()).isGreaterThanOrEqualTo(provenance.started());
        assertThat(Files.readString(directory.report())).contains("tiny on bars", "Test error", "standing");
        assertThat(folder.toFile().list()).hasSize(6);
    }

    @Test
    void theModelFileIsTheModelThatWasMeasured() throws IOException {
        TrainingJob job = Tiny.job(Tiny.options());
        TrainingResult result = Tiny.trainer(job, folder, listener).run(() -> false);
        Model model = ModelFile.read(result.directory().model());

        assertThat(model.labels()).containsExactly("standing", "lying", "leaning");
        try (Predictor predictor = new Predictor(model, "cpu");
                Evaluator test = new Evaluator(job.splits().test(), job.distortion(), 1);
                Evaluator validation = new Evaluator(job.splits().validation(), job.distortion(), 2)) {
            assertThat(test.evaluate(predictor)).isEqualTo(result.test().orElseThrow());
            EpochMetrics best = result.best().orElseThrow();
            assertThat(validation.evaluate(predictor).loss()).isEqualTo(best.validationLoss());
            assertThat(validation.evaluate(predictor).errorRate()).isEqualTo(best.validationError());
        }
    }

    @Test
    void theBestEpochIsKept() throws IOException {
        TrainingResult result = train(Tiny.options().epochs(4));
        EpochMetrics best = result.best().orElseThrow();

        assertThat(result.history())
                .contains(best)
                .allSatisfy(epoch -> assertThat(best.validationError()).isLessThanOrEqualTo(epoch.validationError()));
    }

    @Test
    void patienceEndsARunThatGetsNoBetter() throws IOException {
        // A rate that moves nothing: the first epoch stays the best.
        TrainingJob job = Tiny.job(Tiny.options().epochs(20).learningRate(1e-30).patience(2));
        TrainingResult result = Tiny.trainer(job, folder, listener).run(() -> false);

        assertThat(result.outcome()).isEqualTo(Outcome.STOPPED_EARLY);
        int best = result.best().orElseThrow().epoch();
        assertThat(result.history()).hasSize(best + 2).hasSizeLessThan(20);
        assertThat(result.test()).isPresent();
        assertThat(Provenance.read(result.directory().provenance()).outcome()).isEqualTo("stopped early");
        assertThat(Trainer.resume(job, result.directory(), listener).run(() -> false))
                .returns(Outcome.STOPPED_EARLY, TrainingResult::outcome)
                .returns(result.history(), TrainingResult::history);
    }

    @Test
    void divergenceEndsWithAClearWord() throws IOException {
        TrainingResult result = train(Tiny.options().learningRate(1e30).clipNorm(0));

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.message())
                .matches("the (loss|gradient) is (NaN|infinite) at step \\d+ \\(epoch 1\\); lower the learning rate"
                        + " \\(--lr, now 1\\.0E30\\); .*");
        assertThat(Provenance.read(result.directory().provenance()).outcome()).isEqualTo("diverged");
    }

    @Test
    void divergenceKeepsTheLastGoodState() throws IOException {
        // Two sound epochs, then images that are no numbers.
        TrainingJob sound = Tiny.job(Tiny.options());
        List<Long> steps = new ArrayList<>();
        TrainingListener counting = new TrainingListener() {
            @Override
            public void step(StepProgress progress) {
                steps.add(progress.step());
            }
        };
        TrainingJob job = new TrainingJob(
                sound.description(),
                new Splits(
                        new Spoiling(sound.splits().train(), () -> steps.size() > 14),
                        sound.splits().validation(),
                        sound.splits().test()),
                sound.distortion());
        TrainingResult result = Tiny.trainer(job, folder, counting).run(() -> false);

        assertThat(result.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(result.best().orElseThrow().epoch()).isEqualTo(1);
        assertThat(result.message()).endsWith("the last good state is in " + folder.resolve("model.safetensors"));
        assertThat(ModelFile.read(result.directory().model()).weights().values())
                .allSatisfy(tensor -> assertThat(tensor.values()).doesNotContain(Float.NaN));
        assertThat(result.directory().report()).exists();
    }

    private record Spoiling(Dataset whole, BooleanSupplier spoilt) implements Dataset {
        @Override
        public String name() {
            return whole.name();
        }

        @Override
        public int size() {
            return whole.size();
        }

        @Override
        public ImageShape shape() {
            return whole.shape();
        }

        @Override
        public List<String> labels() {
            return whole.labels();
        }

        @Override
        public int label(int index) {
            return whole.label(index);
        }

        @Override
        public void read(int index, float[] into, int offset) {
            whole.read(index, into, offset);
            if (spoilt.getAsBoolean()) {
                into[offset] = Float.NaN;
            }
        }
    }

    @Test
    void aTimeLimitEndsTheRunAndBringsTheRateDown() throws IOException {
        List<Double> rates = new ArrayList<>();
        TrainingListener rateListener = new TrainingListener() {
            @Override
            public void step(StepProgress progress) {
                rates.add(progress.learningRate());
            }
        };
        TrainingJob job = Tiny.job(Tiny.options().minutes(1).schedule(new Schedule.Cosine(0, 0)));
        TrainingResult result = slowly(job, rateListener).run(() -> false);

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(rates).hasSizeBetween(60, 200).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(rates.get(rates.size() - 1)).isLessThan(1e-3 * rates.get(0));
        assertThat(result.history().get(result.history().size() - 1).seconds()).isBetween(60.0, 63.0);
    }

    @Test
    void aMachineTooSlowForItsEpochsEndsInTimeAndSaysSo() throws IOException {
        TrainingJob job = Tiny.job(Tiny.options().length(new TrainingOptions.Length(100, 0.5)));
        TrainingResult result = slowly(job, listener).run(() -> false);

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.history().get(result.history().size() - 1).seconds()).isBetween(30.0, 33.0);
        assertThat(warnings).hasSize(1).first().asString().startsWith("100 epochs take longer than 0.5 minutes here");
    }

    @Test
    void whatEndsBeforeItsDistortionHasGrownSaysSo() throws IOException {
        JobDescription eased = new JobDescription(
                "bars",
                "R",
                Tiny.network(),
                Preprocessing.none(1),
                Tiny.options().minutes(0.5).easeIn(40).build());
        Splits bars = Tiny.job(Tiny.options()).splits();
        TrainingJob job = new TrainingJob(eased, bars, Distortions.named("R"));
        TrainingResult result = slowly(job, listener).run(() -> false);

        long steps = result.history().get(result.history().size() - 1).step();
        assertThat(steps).isLessThan(400);
        assertThat(warnings)
                .containsExactly("the run ended after " + steps / 10 + "." + steps % 10
                        + " of the 40 epochs over which its distortion grows, and never learned from all of it;"
                        + " give it more time or patience, or a smaller --ease-in");
    }

    @Test
    void aTransformerThatRunsAwayIsWarnedOf() throws IOException {
        train(Tiny.options().localisationScale(50).outsideWarning(0.05));

        assertThat(warnings).hasSize(1).first().asString().contains("0.spatialTransformer", "--localisation-lr-scale");
    }

    @Test
    void whatCannotBeWrittenStopsTheRunWithAWord() throws IOException {
        Path checkpoint = folder.resolve("checkpoint.safetensors");
        Path aside = folder.resolve("aside");
        TrainingListener spoiling = new TrainingListener() {
            @Override
            public void step(StepProgress progress) {
                if (progress.step() == 10) {
                    standInTheWay(checkpoint, aside);
                }
            }
        };
        TrainingJob job = Tiny.job(Tiny.options());
        Trainer trainer = Tiny.trainer(job, folder, spoiling);

        assertThatThrownBy(() -> trainer.run(() -> false))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "cannot write " + checkpoint + ": it is a folder; the run is kept up to step 8: put that right,"
                                + " and go on with ./stn4j train --resume " + folder);

        Files.delete(checkpoint);
        Files.move(aside, checkpoint);
        TrainingResult rest =
                Trainer.resume(job, new RunDirectory(folder), listener).run(() -> false);
        assertThat(rest.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(MetricsCsv.read(rest.directory().metrics())).hasSize(3);
    }

    private static void standInTheWay(Path file, Path aside) {
        try {
            Files.move(file, aside);
            Files.createDirectory(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void listenersHearEverythingInOrder() throws IOException {
        List<String> heard = new ArrayList<>();
        TrainingListener all = new TrainingListener() {
            @Override
            public void started(TrainingPlan plan) {
                heard.add("started " + plan.steps());
            }

            @Override
            public void step(StepProgress progress) {
                if (progress.stepInEpoch() == 10) {
                    heard.add("step " + progress.step());
                }
            }

            @Override
            public void epoch(EpochMetrics metrics) {
                heard.add("epoch " + metrics.epoch());
            }

            @Override
            public void finished(Outcome outcome) {
                heard.add(outcome.word());
            }
        };
        Tiny.trainer(Tiny.job(Tiny.options().epochs(2)), folder, all).run(() -> false);

        assertThat(heard).containsExactly("started 20", "step 10", "epoch 1", "step 20", "epoch 2", "completed");
    }
}
