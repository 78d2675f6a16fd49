package org.stn4j.nn.torch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.stn4j.nn.Layer;

/**
 * Moves rectifiers to where they cost least, without changing a value or a gradient.
 *
 * <p>The rectifier of a maximum is the maximum of the rectified values; behind the pool it has a quarter of them to go
 * over. And where the layer before keeps no copy of its output for going back, the rectifier overwrites it.
 */
final class Rectifiers {
    private static final Operator NEW = (values, pass) -> values.relu();
    private static final Operator IN_PLACE = (values, pass) -> values.relu_();

    private Rectifiers() {}

    /** The operators of some layers, in the order to run them. */
    static List<Operator> arrange(List<Layer> layers, List<Operator> operators) {
        List<Layer> kinds = new ArrayList<>(layers);
        List<Operator> arranged = new ArrayList<>(operators);
        for (int i = 0; i + 1 < kinds.size(); i++) {
            if (kinds.get(i) instanceof Layer.Relu && kinds.get(i + 1) instanceof Layer.MaxPool) {
                Collections.swap(kinds, i, i + 1);
                Collections.swap(arranged, i, i + 1);
            }
        }
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i) instanceof Layer.Relu) {
                arranged.set(i, i > 0 && makesOutputOfItsOwn(kinds.get(i - 1)) ? IN_PLACE : NEW);
            }
        }
        return arranged;
    }

    private static boolean makesOutputOfItsOwn(Layer layer) {
        return layer instanceof Layer.Convolution
                || layer instanceof Layer.Dense
                || layer instanceof Layer.MaxPool
                || layer instanceof Layer.AveragePool
                || layer instanceof Layer.BatchNorm;
    }
}
