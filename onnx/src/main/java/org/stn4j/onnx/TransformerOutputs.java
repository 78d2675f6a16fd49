package org.stn4j.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.PictureChannels;
import org.stn4j.nn.Shape;
import org.stn4j.nn.Shapes;

/**
 * One spatial transformer of a network, and what its outputs are called in an ONNX file.
 *
 * <p>The first has {@code theta} and {@code rectified}, the second {@code theta_2} and {@code rectified_2}, and so on.
 *
 * @param number from 1, in the order in which they are run: one inside another's localisation network comes first
 * @param path its path in the network
 * @param layer what it is
 * @param input shape of what it looks at
 * @param channels where that is a picture, the channels of the network's input that it shows; else empty
 */
record TransformerOutputs(
        int number, String path, Layer.SpatialTransformer layer, Shape input, List<Integer> channels) {

    /** The spatial transformers of a network, in the order in which they are run. */
    static List<TransformerOutputs> of(Network network) {
        Map<String, List<Integer>> channels = PictureChannels.ofTransformers(network);
        List<TransformerOutputs> all = new ArrayList<>();
        Deque<Shapes.Step> open = new ArrayDeque<>();
        for (Shapes.Step step : Shapes.infer(network).steps()) {
            while (!open.isEmpty() && !step.path().startsWith(open.peek().path() + "/")) {
                all.add(of(open.pop(), all.size() + 1, channels));
            }
            if (step.layer() instanceof Layer.SpatialTransformer) {
                open.push(step);
            }
        }
        while (!open.isEmpty()) {
            all.add(of(open.pop(), all.size() + 1, channels));
        }
        return List.copyOf(all);
    }

    private static TransformerOutputs of(Shapes.Step step, int number, Map<String, List<Integer>> channels) {
        return new TransformerOutputs(
                number,
                step.path(),
                (Layer.SpatialTransformer) step.layer(),
                step.input(),
                channels.getOrDefault(step.path(), List.of()));
    }

    /** Whether it looks at a picture, and makes one. */
    boolean isOfPicture() {
        return !channels.isEmpty();
    }

    String theta() {
        return "theta" + suffix();
    }

    String rectified() {
        return "rectified" + suffix();
    }

    private String suffix() {
        return number == 1 ? "" : "_" + number;
    }

    /** Shape of what it makes. */
    Shape output() {
        return new Shape(
                input.channels(),
                layer.outputSize(input).height(),
                layer.outputSize(input).width());
    }

    /** Number of parameters of one image. */
    int parameters() {
        return layer.transform().parameterCount(layer.outputSize(input));
    }
}
