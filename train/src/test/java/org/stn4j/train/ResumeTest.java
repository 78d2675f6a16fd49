package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.data.DataListener;
import org.stn4j.nn.ModelFile;
import org.stn4j.nn.torch.learn.OptimizerSettings;
import org.stn4j.train.tensorboard.TensorFlowEvents;
import org.tensorflow.proto.Event;

/** Runs that are broken off and go on, against the same run in one piece. */
class ResumeTest {

    @TempDir
    Path folder;

    /** Long enough to be killed in the middle. */
    private static TrainingOptions.Builder longer() {
        return Tiny.options().epochs(40).checkpointSteps(7);
    }

    private TrainingResult whole(TrainingOptions.Builder options, String name) throws IOException {
        return Tiny.trainer(Tiny.job(options), folder.resolve(name), TrainingListener.SILENT)
                .run(() -> false);
    }

    private static byte[] model(TrainingResult result) throws IOException {
        return Files.readAllBytes(result.directory().model());
    }

    private static List<EpochMetrics> timeless(List<EpochMetrics> history) {
        return history.stream()
                .map(m -> new EpochMetrics(
                        m.epoch(),
                        m.step(),
                        m.loss(),
                        m.error(),
                        m.validationLoss(),
                        m.validationError(),
                        m.learningRate(),
                        0,
                        0,
                        m.outsideShare()))
                .toList();
    }

    private static void assertSame(TrainingResult actual, TrainingResult expected) throws IOException {
        assertThat(timeless(actual.history())).isEqualTo(timeless(expected.history()));
        assertThat(model(actual)).isEqualTo(model(expected));
        assertThat(actual.test()).isEqualTo(expected.test());
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        TrainingResult first = whole(Tiny.options(), "a");
        TrainingResult second = whole(Tiny.options(), "b");
        TrainingResult other = whole(Tiny.options().seed(2), "c");

        assertSame(second, first);
        assertThat(model(other)).isNotEqualTo(model(first));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 13, 20, 29})
    void anInterruptedRunGoesOnBitForBit(int afterSteps) throws IOException {
        interruptAndGoOn(Tiny.options(), afterSteps);
    }

    @Test
    void soDoesOneWithMomentum() throws IOException {
        interruptAndGoOn(Tiny.options().optimizer(new OptimizerSettings.Sgd(0.9, 0.01)), 13);
    }

    private void interruptAndGoOn(TrainingOptions.Builder options, int afterSteps) throws IOException {
        TrainingJob job = Tiny.job(options);
        long[] steps = {0};
        TrainingListener counting = new TrainingListener() {
            @Override
            public void step(StepProgress progress) {
                steps[0] = progress.step();
            }
        };
        TrainingResult part =
                Tiny.trainer(job, folder.resolve("part"), counting).run(() -> steps[0] >= afterSteps);
        assertThat(part.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(steps[0]).isEqualTo(afterSteps);

        TrainingResult rest =
                Trainer.resume(job, part.directory(), TrainingListener.SILENT).run(() -> false);

        assertThat(rest.outcome()).isEqualTo(Outcome.COMPLETED);
        assertSame(rest, whole(options, "whole"));
        assertThat(eventSteps(rest)).isEqualTo(steps(rest));
    }

    @Test
    void anInterruptedRunIsUsable() throws IOException {
        TrainingResult result = Tiny.trainer(Tiny.job(Tiny.options()), folder, TrainingListener.SILENT)
                .run(new CountedStop(5));

        assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(result.history()).hasSize(1);
        assertThat(result.history().get(0).step()).isEqualTo(5);
        assertThat(ModelFile.read(result.directory().model()).weights()).isNotEmpty();
        assertThat(result.test().orElseThrow().examples()).isEqualTo(90);
        assertThat(Files.readString(result.directory().report())).contains("Training interrupted after");
        assertThat(MetricsCsv.read(result.directory().metrics())).hasSize(1);
    }

    /** Stops at a number of questions. */
    private static final class CountedStop implements BooleanSupplier {
        private int left;

        CountedStop(int steps) {
            left = steps;
        }

        @Override
        public boolean getAsBoolean() {
            return left-- <= 0;
        }
    }

    @Test
    void onOtherDataItBeginsAnew() throws IOException {
        for (long seed : new long[] {1, 1, 7}) {
            TrainingJob job = Tiny.job(Tiny.network(), Tiny.options(), seed);
            Trainer.startOrResume(job, "call " + seed, folder, TrainingListener.SILENT)
                    .runToItsEnd(new CountedStop(5));
            Checkpoint there = Checkpoint.read(new RunDirectory(folder).checkpoint());
            assertThat(there.command()).isEqualTo("call " + seed);
            assertThat(there.fingerprint()).isEqualTo(DataFingerprint.of(job.splits()));
        }
    }

    @Test
    void soDoesACourse() throws IOException {
        List<Long> steps = new ArrayList<>();
        for (long seed : new long[] {1, 1, 7}) {
            steps.add(course(seed));
        }
        assertThat(steps).containsExactly(5L, 10L, 5L);

        // As they were before they knew their data.
        RunDirectory directory = new RunDirectory(folder);
        Checkpoint known = Checkpoint.read(directory.checkpoint());
        new Checkpoint(known.job(), known.command(), known.started(), "", known.position(), known.state(), known.best())
                .write(directory.checkpoint());
        assertThat(course(7)).isEqualTo(10);
    }

    /** Takes five steps of a course, and says at which it is then. */
    private long course(long seed) throws IOException {
        TrainingJob job = Tiny.job(Tiny.network(), Tiny.options(), seed);
        Provenance.Data data = Provenance.Data.of("bars", job.distortion(), job.splits());
        new Course(job.description(), data, processors -> Lesson.ofClasses(job, processors), TrainingListener.SILENT)
                .run("call", folder, new CountedStop(5));
        return Checkpoint.read(new RunDirectory(folder).checkpoint()).position().step();
    }

    /** Killed while it learns, validates, or writes: whatever the moments happen to be. */
    @Test
    void aRunThatIsKilledAgainAndAgainGoesOnBitForBit() throws IOException, InterruptedException {
        Path part = folder.resolve("part");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int kill = 0; kill < 4; kill++) {
            Process child = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-Djava.library.path=",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            part.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(child.getInputStream().read()).as("the child is ready").isEqualTo('\n');
            Thread.sleep(random.nextInt(700));
            child.destroyForcibly().waitFor();
            assertThat(Checkpoint.read(part.resolve("checkpoint.safetensors"))
                            .position()
                            .step())
                    .as("kill %d of seed %d", kill, seed)
                    .isLessThan(400);
        }

        TrainingResult rest = Trainer.resume(Tiny.job(longer()), RunDirectory.existing(part), TrainingListener.SILENT)
                .run(() -> false);

        assertSame(rest, whole(longer(), "whole"));
        assertThat(MetricsCsv.read(rest.directory().metrics())).isEqualTo(rest.history());
        assertThat(eventSteps(rest)).isEqualTo(steps(rest));
        assertThat(part.toFile().list())
                .as("what is left of the kills of seed %d", seed)
                .containsExactlyInAnyOrder(
                        "model.safetensors",
                        "checkpoint.safetensors",
                        "metrics.csv",
                        "events.out.tfevents",
                        "provenance.json",
                        "report.html");
    }

    private static List<Long> eventSteps(TrainingResult result) throws IOException {
        return TensorFlowEvents.read(result.directory().events()).stream()
                .skip(1)
                .map(Event::getStep)
                .toList();
    }

    private static List<Long> steps(TrainingResult result) {
        return result.history().stream().map(EpochMetrics::step).toList();
    }

    /** A process that trains, or goes on, until it is killed. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            TrainingListener slow = new TrainingListener() {
                @Override
                public void started(TrainingPlan plan) {
                    System.out.println();
                }

                @Override
                public void step(StepProgress progress) {
                    try {
                        Thread.sleep(5);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
            TrainingJob job = Tiny.job(longer());
            RunDirectory directory = new RunDirectory(Path.of(arguments[0]));
            Trainer trainer = Files.exists(directory.checkpoint())
                    ? Trainer.resume(job, directory, slow)
                    : Tiny.trainer(job, directory.path(), slow);
            trainer.run(() -> false);
        }
    }

    @Test
    void aRunIsThereFromTheStartOn() throws IOException {
        TrainingJob job = Tiny.job(Tiny.options());
        // Killed before the first step.
        Tiny.trainer(job, folder.resolve("part"), TrainingListener.SILENT);

        TrainingResult rest = Trainer.resume(
                        job, RunDirectory.existing(folder.resolve("part")), TrainingListener.SILENT)
                .run(() -> false);

        assertSame(rest, whole(Tiny.options(), "whole"));
    }

    /** As when it is killed while it validates: the steps of the epoch are made. */
    @Test
    void anEpochThatIsNotValidatedYetIsNotMadeAgain() throws IOException {
        TrainingJob job = Tiny.job(Tiny.options().checkpointSteps(0));
        AtomicLong nanos = new AtomicLong();
        TrainingListener dying = new TrainingListener() {
            @Override
            public void epoch(EpochMetrics metrics) {
                if (metrics.epoch() == 3) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        RunDirectory directory = RunDirectory.create(folder.resolve("part"));
        // Every look at the clock takes a second, so that the last steps are worth keeping.
        Trainer trainer =
                new Trainer(job, directory, dying, Trainer.beginning(job, ""), () -> nanos.addAndGet(1_000_000_000));
        assertThatThrownBy(() -> trainer.run(() -> false)).hasMessage("killed");
        Position position = Checkpoint.read(directory.checkpoint()).position();
        assertThat(position.step()).isEqualTo(30);
        assertThat(position.history()).hasSize(2);

        TrainingResult rest =
                Trainer.resume(job, directory, TrainingListener.SILENT).run(() -> false);

        assertSame(rest, whole(Tiny.options().checkpointSteps(0), "whole"));
    }

    @Test
    void twoCannotGoOnAtOnce() throws IOException {
        TrainingJob job = Tiny.job(Tiny.options());
        RunDirectory directory = RunDirectory.create(folder);
        List<Throwable> second = new ArrayList<>();
        TrainingListener rival = new TrainingListener() {
            @Override
            public void epoch(EpochMetrics metrics) {
                second.add(catchThrowable(() ->
                        Trainer.resume(job, directory, TrainingListener.SILENT).run(() -> false)));
                second.add(catchThrowable(() -> RunDirectory.create(folder)));
            }
        };
        Trainer.start(job, "", directory, rival).run(() -> false);

        assertThat(second)
                .hasSize(6)
                .allSatisfy(refusal -> assertThat(refusal)
                        .isInstanceOf(IOException.class)
                        .hasMessage(folder + " is in use: another stn4j is working on this run; wait for it"));
        assertThat(directory.lock()).doesNotExist();
    }

    @Test
    void aCompletedRunHasNothingLeftToDo() throws IOException {
        TrainingJob job = Tiny.job(Tiny.options());
        TrainingResult first =
                Tiny.trainer(job, folder, TrainingListener.SILENT).run(() -> false);
        byte[] before = model(first);
        TrainingResult again =
                Trainer.resume(job, first.directory(), TrainingListener.SILENT).run(() -> false);

        assertThat(again.history()).isEqualTo(first.history());
        assertThat(model(again)).isEqualTo(before);
    }

    @Test
    void damagedCheckpointsAreNamed() throws IOException {
        TrainingResult result = whole(Tiny.options().epochs(1), "run");
        Path checkpoint = result.directory().checkpoint();
        byte[] bytes = Files.readAllBytes(checkpoint);
        Files.write(checkpoint, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> Trainer.resume(result.directory(), TrainingListener.SILENT, DataListener.SILENT))
                .isInstanceOf(IOException.class)
                .message()
                .startsWith(checkpoint + ": ")
                .doesNotContain("\n");

        Files.copy(result.directory().model(), checkpoint, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Trainer.resume(result.directory(), TrainingListener.SILENT, DataListener.SILENT))
                .isInstanceOf(IOException.class)
                .hasMessage(checkpoint + ": this is not a checkpoint; a run writes one into its folder");
    }
}
