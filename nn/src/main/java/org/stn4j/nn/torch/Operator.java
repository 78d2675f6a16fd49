package org.stn4j.nn.torch;

import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/** One layer of a network with its weights, ready to run. */
@FunctionalInterface
interface Operator {

    /**
     * Computes the layer's output. A vector of features comes and goes as {@code [N, features]} or {@code [N, features,
     * 1, 1]}, whichever is at hand.
     */
    Tensor apply(Tensor input, Pass pass);

    /**
     * What goes for a whole pass through a network.
     *
     * @param training whether dropout drops and batch normalisation uses the batch's own statistics
     * @param precision of convolutions
     * @param observer is told what each transformer did
     */
    record Pass(boolean training, Precision precision, Consumer<Sampling> observer) {}

    /** One after the other; what the graph does not need of the values between is freed at once. */
    static Operator sequence(List<Operator> operators) {
        return (input, pass) -> {
            Tensor value = input;
            for (int i = 0; i < operators.size(); i++) {
                Operator operator = operators.get(i);
                Tensor given = value;
                value = Scopes.within(() -> operator.apply(given, pass));
                boolean madeHere = i > 0;
                boolean passedOn = value.address() == given.address();
                if (madeHere && !passedOn) {
                    given.releaseReference();
                }
            }
            return value;
        };
    }
}
