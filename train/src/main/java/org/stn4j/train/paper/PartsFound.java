package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.stn4j.data.birds.BirdsDataset;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Engine;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Look;
import org.stn4j.nn.Shapes;
import org.stn4j.train.TrainingJob;
import org.stn4j.warp.FixedAttention;

/**
 * In how many test pictures the parts that matter lie within what some transformer of a fixed scale looks at: the middle of
 * the head within one window, and that of the tail within the same or another one.
 */
final class PartsFound implements Classification.Also {
    private static final int BATCH = 250;

    @Override
    public List<SideFigure> measure(Engine network, TrainingJob job) {
        BirdsDataset birds = (BirdsDataset) job.splits().test();
        List<Layer.SpatialTransformer> transformers = transformers(network);
        List<float[]> starts = transformers.stream()
                .map(layer ->
                        layer.startTheta(layer.outputSize(network.network().input())))
                .toList();
        double scale = ((FixedAttention) transformers.get(0).transform()).scale();
        int values = birds.shape().values();
        float[] images = new float[BATCH * values];
        int found = 0;
        int before = 0;
        for (int first = 0; first < birds.size(); first += BATCH) {
            int size = Math.min(BATCH, birds.size() - first);
            for (int i = 0; i < size; i++) {
                birds.read(first + i, images, i * values);
            }
            Answer answer = network.answer(images, size);
            for (int i = 0; i < size; i++) {
                BirdsDataset.Pose pose = birds.pose(first + i);
                List<float[]> windows = new ArrayList<>();
                for (Look look : answer.looks()) {
                    windows.add(look.theta(i, size));
                }
                found += isFound(pose, windows, scale) ? 1 : 0;
                before += isFound(pose, starts, scale) ? 1 : 0;
            }
        }
        return List.of(
                new SideFigure("head and tail within a glimpse", 100.0 * found / birds.size()),
                new SideFigure("through the windows from which it started", 100.0 * before / birds.size()));
    }

    private static List<Layer.SpatialTransformer> transformers(Engine network) {
        return Shapes.infer(network.network()).steps().stream()
                .map(Shapes.Step::layer)
                .filter(Layer.SpatialTransformer.class::isInstance)
                .map(Layer.SpatialTransformer.class::cast)
                .toList();
    }

    /** @param windows the middle of each, in normalised coordinates */
    static boolean isFound(BirdsDataset.Pose pose, List<float[]> windows, double scale) {
        return Stream.of(pose.head(), pose.tail())
                .allMatch(part -> windows.stream().anyMatch(window -> isWithin(part, window, scale)));
    }

    private static boolean isWithin(BirdsDataset.Place part, float[] window, double scale) {
        return Math.abs(2 * part.x() / BirdsDataset.SIDE - 1 - window[0]) <= scale
                && Math.abs(2 * part.y() / BirdsDataset.SIDE - 1 - window[1]) <= scale;
    }
}
