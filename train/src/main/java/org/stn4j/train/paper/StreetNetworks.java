package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.warp.Affine;

/** The networks that read numbers (Jaderberg et al. 2015, section 4.2): where transformers stand before a classifier. */
enum StreetNetworks {
    /** Without a transformer. */
    CNN("CNN", "cnn"),
    /** One transformer, at the input, with two convolutions to localise by. */
    SINGLE("ST-CNN single", "st-cnn-single"),
    /** A transformer before each of the first four convolutions, with two dense layers to localise by. */
    MULTI("ST-CNN multi", "st-cnn-multi");

    /** How many convolutions have a transformer before them in the multi network. */
    private static final int TRANSFORMED = 4;
    /** Side of what the multi network's localisation networks are shown. */
    private static final int GLANCE = 8;

    private final String label;
    private final String word;

    StreetNetworks(String label, String word) {
        this.label = label;
        this.word = word;
    }

    /** As in the paper's table. */
    String label() {
        return label;
    }

    /** As in the name of a cell. */
    String word() {
        return word;
    }

    /** The network for pictures of so many rows and columns. */
    Network network(StreetClassifier classifier, int side) {
        Shape input = new Shape(3, side, side);
        List<Layer> layers = new ArrayList<>();
        if (this == SINGLE) {
            layers.add(transformer(List.of(
                    new Layer.AveragePool(side / 32),
                    new Layer.Convolution(32, 5),
                    new Layer.MaxPool(2),
                    new Layer.Relu(),
                    new Layer.Convolution(32, 5),
                    new Layer.MaxPool(2),
                    new Layer.Relu(),
                    new Layer.Dense(32),
                    new Layer.Relu(),
                    new Layer.Dense(32),
                    new Layer.Relu())));
        }
        int before = 0;
        Shape map = input;
        for (List<Layer> block : classifier.blocks(side)) {
            if (this == MULTI && before < TRANSFORMED) {
                layers.add(transformer(glance(map)));
            }
            layers.addAll(block);
            map = new Network("block", map, block).output();
            before++;
        }
        layers.addAll(classifier.end());
        return new Network(word + " " + side + classifier.suffix(), input, layers);
    }

    private static Layer transformer(List<Layer> localisation) {
        return new Layer.SpatialTransformer(new Affine(), localisation, Optional.empty());
    }

    private static List<Layer> glance(Shape map) {
        List<Layer> layers = new ArrayList<>();
        if (map.height() > GLANCE) {
            layers.add(new Layer.AveragePool(map.height() / GLANCE));
        }
        layers.addAll(List.of(new Layer.Dense(32), new Layer.Relu(), new Layer.Dense(32), new Layer.Relu()));
        return layers;
    }
}
