package org.stn4j.bench;

import java.awt.image.BufferedImage;
import org.stn4j.data.ImageShape;
import org.stn4j.data.picture.Picture;
import org.stn4j.data.picture.PictureInput;
import org.stn4j.nn.Model;
import org.stn4j.nn.Shape;
import org.stn4j.nn.torch.Torch;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.train.Scores;

/** A picture's class and θ by a {@link Predictor}, of which each thread has one of its own. */
final class LibtorchPrediction implements Contender {
    private final Predictor predictor;
    private final PictureInput input;
    private final BufferedImage picture;
    private final int classes;

    LibtorchPrediction(Model model, BufferedImage picture) {
        Torch.setThreads(1);
        Shape shape = model.network().input();
        this.predictor = new Predictor(model, "cpu");
        this.input = new PictureInput(new ImageShape(shape.channels(), shape.height(), shape.width()));
        this.picture = picture;
        this.classes = model.network().output().values();
    }

    @Override
    public void run() {
        float[] logits = predictor.answer(input.of(Picture.of(picture)), 1).logits();
        if (Scores.best(logits, 0, classes) < 0) {
            throw new IllegalStateException("there is no best class");
        }
    }

    @Override
    public void close() {
        predictor.close();
    }
}
