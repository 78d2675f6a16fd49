package org.stn4j.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.stn4j.data.ImageShape;
import org.stn4j.data.picture.PictureInput;
import org.stn4j.nn.Model;
import org.stn4j.nn.Shape;
import org.stn4j.nn.torch.Torch;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.train.rectify.OutputSize;
import org.stn4j.train.rectify.Rectifier;
import org.stn4j.train.rectify.RectifyJob;
import org.stn4j.warp.ImageSize;

/** A folder of pictures as {@code rectify} does it. */
final class OurRectifying implements Contender {
    private final List<RectifyJob.Task> tasks;
    private final RectifyJob job;

    OurRectifying(Model model, List<RectifyJob.Task> tasks, ImageSize output, int threads) {
        Shape shape = model.network().input();
        PictureInput input = new PictureInput(new ImageShape(shape.channels(), shape.height(), shape.width()));
        Rectifier.Settings settings = new Rectifier.Settings(1, new OutputSize(Optional.of(output)));
        this.tasks = tasks;
        this.job = new RectifyJob(
                () -> {
                    Torch.setThreads(1);
                    return new Rectifier(new Predictor(model, "cpu"), model.card(), input, settings);
                },
                threads,
                () -> false);
    }

    @Override
    public void run() {
        try {
            if (job.run(tasks, (task, result) -> {}).stream()
                    .anyMatch(result -> result.rectified().isEmpty())) {
                throw new IllegalStateException("a drawn picture could not be rectified");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
