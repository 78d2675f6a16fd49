package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.warp.Affine;
import org.stn4j.warp.ImageSize;

/** The networks that read numbers (Jaderberg et al. 2015, section 4.2): where transformers stand before a classifier. */
enum StreetNetworks {
    /** Without a transformer. */
    CNN("CNN", "cnn"),
    /** One transformer, at the input, with two convolutions to localise by and a window for the classifier. */
    SINGLE("ST-CNN single", "st-cnn-single"),
    /** A transformer before each of the first four convolutions, with two dense layers to localise by. */
    MULTI("ST-CNN multi", "st-cnn-multi");

    /** How many convolutions have a transformer before them in the multi network. */
    private static final int TRANSFORMED = 4;
    /** Side of what the single network's classifier is shown: a number fits into it. */
    private static final int WINDOW = 64;
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
        Shape map = input;
        if (this == SINGLE) {
            layers.add(window(side));
            map = new Shape(3, WINDOW, WINDOW);
        }
        int before = 0;
        for (List<Layer> block : classifier.blocks(map.height())) {
            if (this == MULTI && before < TRANSFORMED) {
                layers.add(new Layer.SpatialTransformer(new Affine(), glance(map), Optional.empty()));
            }
            layers.addAll(block);
            map = new Network("block", map, block).output();
            before++;
        }
        layers.addAll(classifier.end());
        return new Network(word + " " + side + classifier.suffix(), input, layers);
    }

    /** Sees the whole picture, and hands on a window of it at the picture's own resolution, at first its middle. */
    private static Layer window(int side) {
        List<Layer> localisation = List.of(
                new Layer.AveragePool(side / 32),
                new Layer.InstanceNorm(),
                new Layer.Convolution(32, 5),
                new Layer.MaxPool(2),
                new Layer.BatchNorm(),
                new Layer.Relu(),
                new Layer.Convolution(32, 5),
                new Layer.MaxPool(2),
                new Layer.BatchNorm(),
                new Layer.Relu(),
                new Layer.Dense(32),
                new Layer.BatchNorm(),
                new Layer.Relu());
        float share = (float) WINDOW / side;
        return new Layer.SpatialTransformer(new Affine(), localisation, Optional.of(new ImageSize(WINDOW, WINDOW)))
                .startingAt(share, 0f, 0f, 0f, share, 0f);
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
