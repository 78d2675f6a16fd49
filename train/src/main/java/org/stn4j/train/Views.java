package org.stn4j.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.ImageShape;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Engine;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Look;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shapes;
import org.stn4j.train.report.Outline;
import org.stn4j.train.report.View;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

/** Pictures of what a network does with single images of a data set, drawn as an {@link Evaluator} draws them. */
public final class Views {
    private final Dataset data;
    private final Distortion distortion;
    private final ImageShape shape;

    /** Pictures of images of this set. */
    public Views(Dataset data, Distortion distortion) {
        this.data = data;
        this.distortion = distortion;
        this.shape = distortion.output(data.shape());
    }

    /**
     * Numbers of the first images of each class in turn, so that all classes are shown alike as long as there are any of
     * each; no more than there are.
     */
    public List<Integer> spread(int count) {
        int classes = data.labels().size();
        Set<Integer> chosen = new LinkedHashSet<>();
        int from = 0;
        while (chosen.size() < Math.min(count, data.size()) && from < data.size()) {
            Set<Integer> missing =
                    new HashSet<>(IntStream.range(0, classes).boxed().toList());
            List<Integer> round = new ArrayList<>();
            int at = from;
            while (at < data.size() && !missing.isEmpty()) {
                if (missing.remove(data.label(at))) {
                    round.add(at);
                }
                at++;
            }
            round.sort((a, b) -> Integer.compare(data.label(a), data.label(b)));
            round.stream().limit(count - chosen.size()).forEach(chosen::add);
            from = at;
        }
        // Where the rarest class has run out, whatever is left.
        for (int i = 0; i < data.size() && chosen.size() < count; i++) {
            chosen.add(i);
        }
        return List.copyOf(chosen);
    }

    /** What a network does with the images of these numbers. */
    public List<View> of(Engine network, List<Integer> indices) {
        if (indices.isEmpty()) {
            return List.of();
        }
        float[] images = Evaluator.draw(data, distortion, indices);
        Answer answer = network.answer(images, indices.size());
        Set<String> first = onTheInput(network.network());
        return IntStream.range(0, indices.size())
                .mapToObj(i -> view(answer, i, indices.get(i), images, first))
                .toList();
    }

    private View view(Answer answer, int image, int index, float[] images, Set<String> first) {
        int classes = data.labels().size();
        float[] probabilities = Scores.probabilities(answer.logits(), image * classes, classes);
        int predicted = Scores.best(answer.logits(), image * classes, classes);
        float[] input = new float[shape.values()];
        System.arraycopy(images, image * input.length, input, 0, input.length);
        return new View(
                new Planes(shape.channels(), shape.size(), input),
                answer.looks().stream()
                        .map(look -> look(look, answer, image, first))
                        .toList(),
                data.origin(index),
                data.labels().get(data.label(index)),
                data.labels().get(predicted),
                probabilities[predicted]);
    }

    private static View.Look look(Look look, Answer answer, int image, Set<String> first) {
        ImageSize size = look.warp().geometry().output();
        Optional<Outline> frame = first.contains(look.path())
                ? Optional.of(Outline.of(look.warp(), look.theta(image, answer.images())))
                : Optional.empty();
        return new View.Look(frame, new Planes(look.channels(), size, look.output(image, answer.images())));
    }

    /** Paths of the transformers that look at the network's input itself. */
    static Set<String> onTheInput(Network network) {
        Set<String> paths = new HashSet<>();
        collect("", network.layers(), paths);
        return paths;
    }

    private static void collect(String prefix, List<Layer> layers, Set<String> paths) {
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            String path = Shapes.path(prefix, i, layer);
            if (layer instanceof Layer.SpatialTransformer) {
                paths.add(path);
            } else if (layer instanceof Layer.Parallel parallel) {
                for (int branch = 0; branch < parallel.branches().size(); branch++) {
                    collect(Shapes.branch(path, branch), parallel.branches().get(branch), paths);
                }
            } else if (layer instanceof Layer.Glimpses glimpses) {
                for (int one = 0; one < glimpses.transformers().size(); one++) {
                    paths.add(Shapes.path(
                            Shapes.transformers(path),
                            one,
                            glimpses.transformers().get(one)));
                }
            }
            // Only the choice of channels leaves every pixel where it was.
            if (!(layer instanceof Layer.Select)) {
                return;
            }
        }
    }
}
