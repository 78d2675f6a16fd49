package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stn4j.data.street.NumberLabels;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.warp.Affine;

/**
 * The networks that read numbers (Jaderberg et al. 2015, section 4.2), narrower than the paper's: four blocks of
 * convolution, pooling, normalisation and rectifier, and two dense layers. On 128 pixels the first convolution takes
 * every other one.
 */
enum StreetNetworks {
    /** Without a transformer. */
    CNN("CNN", "cnn"),
    /** One transformer, at the input, with two convolutions to localise by. */
    SINGLE("ST-CNN single", "st-cnn-single"),
    /** A transformer before each block, with two dense layers to localise by. */
    MULTI("ST-CNN multi", "st-cnn-multi");

    private static final int[] FILTERS = {24, 32, 64, 128};
    private static final int UNITS = 1024;
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
    Network network(int side) {
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
        int stride = side / 64;
        int map = side;
        for (int block = 0; block < FILTERS.length; block++) {
            if (this == MULTI) {
                layers.add(transformer(glance(map)));
            }
            int kernel = block == 0 ? 5 : 3;
            int step = block == 0 ? stride : 1;
            layers.addAll(List.of(
                    new Layer.Convolution(FILTERS[block], kernel, step, kernel / 2),
                    new Layer.MaxPool(2),
                    new Layer.BatchNorm(),
                    new Layer.Relu()));
            map /= 2 * step;
        }
        layers.addAll(List.of(
                new Layer.Dense(UNITS), new Layer.Relu(), new Layer.Dense(NumberLabels.PLACES * NumberLabels.ANSWERS)));
        return new Network(word + " " + side, new Shape(3, side, side), layers);
    }

    private static Layer transformer(List<Layer> localisation) {
        return new Layer.SpatialTransformer(new Affine(), localisation, Optional.empty());
    }

    private static List<Layer> glance(int map) {
        List<Layer> layers = new ArrayList<>();
        if (map > GLANCE) {
            layers.add(new Layer.AveragePool(map / GLANCE));
        }
        layers.addAll(List.of(new Layer.Dense(32), new Layer.Relu(), new Layer.Dense(32), new Layer.Relu()));
        return layers;
    }
}
