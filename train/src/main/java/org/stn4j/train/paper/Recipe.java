package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.torch.Precision;
import org.stn4j.train.TrainingOptions;

/**
 * How a network is trained: a number of epochs, not of minutes, so that it gives the same bits whatever else the machine
 * has to do.
 *
 * @param name what the results call it
 * @param options the settings; seed, threads and device are each making's own, and bfloat16 is for machines that have it
 * @param dropout rate of a dropout before the last layer, 0 for none
 */
public record Recipe(String name, TrainingOptions options, double dropout) {
    public Recipe {
        Objects.requireNonNull(name, "name");
        if (options.length().epochs() < 1 || options.length().minutes() > 0) {
            throw new IllegalArgumentException("recipe " + name + " needs a number of epochs, and no time limit");
        }
    }

    /** The network with what the recipe adds for training; it has the same weights. */
    public Network adapt(Network network) {
        if (dropout == 0) {
            return network;
        }
        List<Layer> layers = new ArrayList<>(network.layers());
        layers.add(layers.size() - 1, new Layer.Dropout(dropout));
        return new Network(network.name(), network.input(), layers);
    }

    /** The settings for one making on this machine. */
    public TrainingOptions options(long seed, Attempt.Limits limits) {
        int planned = options.length().epochs();
        Precision precision = options.learning().precision();
        int epochs = limits.epochs() == 0 ? planned : Math.min(planned, limits.epochs());
        return options.toBuilder()
                .length(new TrainingOptions.Length(epochs, limits.minutes()))
                .precision(precision.suits(limits.device()) ? precision : Precision.FLOAT32)
                .seed(seed)
                .threads(limits.threads())
                .device(limits.device())
                .build();
    }
}
