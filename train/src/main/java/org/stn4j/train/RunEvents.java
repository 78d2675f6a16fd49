package org.stn4j.train;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.stn4j.train.report.Picture;
import org.stn4j.train.tensorboard.Event;
import org.stn4j.train.tensorboard.EventFile;

/**
 * The event file of a run for TensorBoard: one event for each epoch of the history, with its figures and, of some, the
 * gallery.
 *
 * <p>It follows the history as {@code metrics.csv} does: epochs that are in it already stay as they are, those that are
 * missing are added. What it has beyond the history, because the run was killed, is cut off.
 */
final class RunEvents {
    private final Path file;
    private final Clock clock;

    RunEvents(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Brings the file up to the history.
     *
     * @param gallery draws what the network does now, after the last epoch; asked only where it is to be kept
     */
    void write(List<EpochMetrics> history, Supplier<Optional<BufferedImage>> gallery) throws IOException {
        List<Long> steps = history.stream().map(EpochMetrics::step).toList();
        try (EventFile events = EventFile.open(file, steps, clock.millis() / 1e3)) {
            for (int i = events.events(); i < history.size(); i++) {
                EpochMetrics epoch = history.get(i);
                boolean isNow = i == history.size() - 1;
                Optional<BufferedImage> picture = isNow && isPictured(epoch.epoch()) ? gallery.get() : Optional.empty();
                events.append(new Event(
                        clock.millis() / 1e3,
                        epoch.step(),
                        scalars(epoch),
                        picture.map(RunEvents::image).stream().toList()));
            }
        }
    }

    private static List<Event.Scalar> scalars(EpochMetrics epoch) {
        List<Event.Scalar> scalars = new ArrayList<>(List.of(
                new Event.Scalar("loss/training", epoch.loss()),
                new Event.Scalar("loss/validation", epoch.validationLoss()),
                new Event.Scalar("error/training", epoch.error()),
                new Event.Scalar("error/validation", epoch.validationError()),
                new Event.Scalar("learning_rate", epoch.learningRate()),
                new Event.Scalar("images_per_second", epoch.imagesPerSecond())));
        for (int i = 0; i < epoch.outsideShare().size(); i++) {
            scalars.add(new Event.Scalar(
                    "outside_share/" + (i + 1), epoch.outsideShare().get(i)));
        }
        return scalars;
    }

    private static Event.Image image(BufferedImage picture) {
        return new Event.Image("gallery", picture.getWidth(), picture.getHeight(), Picture.png(picture));
    }

    /** 1 to 10, then every tenth up to 100, and so on: few pictures of a long run, most of where most happens. */
    static boolean isPictured(int epoch) {
        int every = 1;
        while (epoch >= 10 * every) {
            every *= 10;
        }
        return epoch % every == 0;
    }
}
