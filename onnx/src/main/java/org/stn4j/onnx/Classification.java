package org.stn4j.onnx;

import java.util.List;
import org.stn4j.warp.Transform;

/**
 * What a network says of one picture.
 *
 * @param label the label of the highest probability; the number of the class where the model has no labels
 * @param probability its probability
 * @param probabilities those of all classes, in the order of the model's labels
 * @param looks where its spatial transformers looked, in the order in which they are run
 */
public record Classification(String label, float probability, List<Float> probabilities, List<Where> looks) {
    public Classification {
        probabilities = List.copyOf(probabilities);
        looks = List.copyOf(looks);
    }

    /**
     * Where one spatial transformer looked.
     *
     * @param path its path in the network
     * @param transform the family of its transform, which says what each parameter means
     * @param theta the parameters; they map output to input
     */
    public record Where(String path, Transform transform, float[] theta) {}
}
