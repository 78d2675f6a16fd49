package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.train.tensorboard.TensorFlowEvents;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/** The events of a run are its history. */
class RunEventsTest {
    @TempDir
    Path folder;

    private static List<EpochMetrics> history(int epochs) {
        return IntStream.rangeClosed(1, epochs)
                .mapToObj(i -> new EpochMetrics(
                        i, 10L * i, 1.0 / i, 0.5 / i, 2.0 / i, 0.4 / i, 0.01, 900, i, List.of(0.1 * i)))
                .toList();
    }

    private static List<Summary.Value> pictures(List<Event> events) {
        return events.stream()
                .flatMap(event -> event.getSummary().getValueList().stream())
                .filter(Summary.Value::hasImage)
                .toList();
    }

    @Test
    void aRunLeavesItsFiguresAndItsGallery() throws IOException {
        TrainingResult result = Tiny.trainer(Tiny.job(Tiny.options()), folder, TrainingListener.SILENT)
                .run(() -> false);

        List<Event> events = TensorFlowEvents.read(result.directory().events());
        assertThat(events).hasSize(1 + 3);
        for (int i = 0; i < 3; i++) {
            EpochMetrics epoch = result.history().get(i);
            Map<String, Float> figures = new TreeMap<>();
            events.get(1 + i).getSummary().getValueList().stream()
                    .filter(value -> !value.hasImage())
                    .forEach(value -> figures.put(value.getTag(), value.getSimpleValue()));
            assertThat(figures)
                    .containsEntry("loss/training", (float) epoch.loss())
                    .containsEntry("loss/validation", (float) epoch.validationLoss())
                    .containsEntry("error/training", (float) epoch.error())
                    .containsEntry("error/validation", (float) epoch.validationError())
                    .containsEntry("learning_rate", (float) epoch.learningRate())
                    .containsEntry("images_per_second", (float) epoch.imagesPerSecond())
                    .containsEntry(
                            "outside_share/1", epoch.outsideShare().get(0).floatValue())
                    .hasSize(7);
        }
        assertThat(pictures(events)).hasSize(3).allSatisfy(value -> {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(
                    value.getImage().getEncodedImageString().toByteArray()));
            assertThat(picture.getWidth()).isEqualTo(value.getImage().getWidth());
            assertThat(picture.getHeight()).isEqualTo(value.getImage().getHeight());
        });
    }

    @Test
    void onlyNewEpochsAreAdded() throws IOException {
        Path file = folder.resolve("events.out.tfevents");
        RunEvents events = new RunEvents(file, Clock.systemUTC());
        events.write(history(2), Optional::empty);
        byte[] before = Files.readAllBytes(file);
        events.write(history(2), () -> {
            throw new AssertionError("nothing is to be drawn");
        });
        assertThat(file).hasBinaryContent(before);
        events.write(history(5), () -> Optional.of(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB)));
        assertThat(Files.readAllBytes(file)).startsWith(before);
        List<Event> read = TensorFlowEvents.read(file);
        assertThat(read.stream().skip(1).map(Event::getStep)).containsExactly(10L, 20L, 30L, 40L, 50L);
        // The picture is of now, not of the epochs that were caught up with.
        assertThat(pictures(read)).hasSize(1);
        assertThat(read.get(5).getSummary().getValueList()).anyMatch(Summary.Value::hasImage);
    }

    @Test
    void fewerPicturesOfLongRuns() {
        assertThat(IntStream.rangeClosed(1, 250).filter(RunEvents::isPictured))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 200);
    }
}
