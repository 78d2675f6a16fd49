package org.stn4j.nn.torch.learn;

import java.util.List;

/**
 * The rule by which gradients change the weights, without its learning rate, which may differ at each step.
 *
 * <p>Weight decay applies to the weights of convolutions and dense layers only. Biases and normalisation have none:
 * decay would draw the bias of a θ layer, which is the identity at first, to zero, and the transformer into one point.
 */
public sealed interface OptimizerSettings {

    /** The name that the command line gives it. */
    String name();

    /** Share of a weight that goes at each step, for a learning rate of 1; 0 for none. */
    double weightDecay();

    /** The same rule with another weight decay. */
    OptimizerSettings withWeightDecay(double decay);

    /**
     * Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2).
     *
     * @param beta1 decay of the mean of the gradients, from 0 to below 1
     * @param beta2 decay of the mean of their squares, from 0 to below 1
     * @param epsilon added to the root of the latter, above 0
     * @param weightDecay 0 or more
     */
    record AdamW(double beta1, double beta2, double epsilon, double weightDecay) implements OptimizerSettings {
        public AdamW {
            checkShare("beta1 of AdamW", beta1);
            checkShare("beta2 of AdamW", beta2);
            if (!(epsilon > 0)) {
                throw new IllegalArgumentException("the epsilon of AdamW is above 0, not " + epsilon);
            }
            checkDecay(weightDecay);
        }

        /** The usual constants: 0.9, 0.999, 1e-8. */
        public AdamW(double weightDecay) {
            this(0.9, 0.999, 1e-8, weightDecay);
        }

        @Override
        public String name() {
            return "adamw";
        }

        @Override
        public AdamW withWeightDecay(double decay) {
            return new AdamW(beta1, beta2, epsilon, decay);
        }
    }

    /**
     * Stochastic gradient descent with momentum: {@code v = momentum·v + g + decay·w}, {@code w = w - rate·v}.
     *
     * @param momentum from 0 to below 1
     * @param weightDecay 0 or more
     */
    record Sgd(double momentum, double weightDecay) implements OptimizerSettings {
        public Sgd {
            checkShare("the momentum of SGD", momentum);
            checkDecay(weightDecay);
        }

        @Override
        public String name() {
            return "sgd";
        }

        @Override
        public Sgd withWeightDecay(double decay) {
            return new Sgd(momentum, decay);
        }
    }

    /** Names that {@link #named} knows. */
    static List<String> names() {
        return List.of("adamw", "sgd");
    }

    /**
     * A rule by its name, with the usual constants (SGD with momentum 0.9).
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static OptimizerSettings named(String name, double weightDecay) {
        return switch (name) {
            case "adamw" -> new AdamW(weightDecay);
            case "sgd" -> new Sgd(0.9, weightDecay);
            default ->
                throw new IllegalArgumentException(
                        "there is no optimizer '" + name + "'; choose one of " + String.join(", ", names()));
        };
    }

    private static void checkShare(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(what + " is from 0 to below 1, not " + value);
        }
    }

    private static void checkDecay(double decay) {
        if (!(decay >= 0 && decay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a weight decay is 0 or more, not " + decay);
        }
    }
}
