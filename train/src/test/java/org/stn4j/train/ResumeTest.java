package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.nn.ModelFile;
import org.stn4j.nn.torch.learn.OptimizerSettings;

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
    void aRunThatIsKilledGoesOnBitForBit() throws IOException, InterruptedException {
        Path part = folder.resolve("part");
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djava.library.path=",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        part.toString())
                .inheritIO()
                .start();
        Path checkpoint = part.resolve("checkpoint.safetensors");
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!Files.exists(checkpoint)
                || Checkpoint.read(checkpoint).position().step() < 21) {
            assertThat(child.isAlive()).as("the child lives").isTrue();
            assertThat(System.nanoTime()).as("the child makes steps in time").isLessThan(deadline);
            Thread.sleep(20);
        }
        child.destroyForcibly().waitFor();
        assertThat(Checkpoint.read(checkpoint).position().step()).isLessThan(400);

        TrainingResult rest = Trainer.resume(Tiny.job(longer()), RunDirectory.existing(part), TrainingListener.SILENT)
                .run(() -> false);

        assertSame(rest, whole(longer(), "whole"));
    }

    /** A process that trains until it is killed. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            TrainingListener slow = new TrainingListener() {
                @Override
                public void step(StepProgress progress) {
                    try {
                        Thread.sleep(10);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
            Tiny.trainer(Tiny.job(longer()), Path.of(arguments[0]), slow).run(() -> false);
        }
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
        assertThatThrownBy(() -> Trainer.resume(result.directory(), TrainingListener.SILENT))
                .isInstanceOf(IOException.class)
                .message()
                .startsWith(checkpoint + ": ")
                .doesNotContain("\n");

        Files.copy(result.directory().model(), checkpoint, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Trainer.resume(result.directory(), TrainingListener.SILENT))
                .isInstanceOf(IOException.class)
                .hasMessage(checkpoint + ": this is not a checkpoint; a run writes one into its folder");
    }
}
