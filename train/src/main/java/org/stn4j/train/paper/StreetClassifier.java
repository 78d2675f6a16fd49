package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.List;
import org.stn4j.data.street.NumberLabels;
import org.stn4j.nn.Layer;

/** What reads a number: blocks of a convolution and what belongs to it, and dense layers behind them. */
enum StreetClassifier {
    /**
     * Narrower and less deep than the paper's: four blocks of convolution, pooling, normalisation and rectifier. On 128
     * pixels the first convolution takes every other one.
     */
    NARROW("", 1, 1024) {
        @Override
        List<List<Layer>> blocks(int side) {
            List<List<Layer>> blocks = new ArrayList<>();
            for (int filters : new int[] {24, 32, 64, 128}) {
                boolean first = blocks.isEmpty();
                int kernel = first ? 5 : 3;
                blocks.add(List.of(
                        new Layer.Convolution(filters, kernel, first ? side / 64 : 1, kernel / 2),
                        new Layer.MaxPool(2),
                        new Layer.BatchNorm(),
                        new Layer.Relu()));
            }
            return blocks;
        }
    },

    /** The paper's eight convolutions and three dense layers (appendix A.5), without its dropout. */
    PAPERS("-wide", 3, 3072) {
        @Override
        List<List<Layer>> blocks(int side) {
            List<List<Layer>> blocks = new ArrayList<>();
            for (int filters : new int[] {48, 64, 128, 160, 192, 192, 192, 192}) {
                List<Layer> block = new ArrayList<>(List.of(new Layer.Convolution(filters, 5, 1, 2), new Layer.Relu()));
                if (blocks.size() % 2 == 0) {
                    block.add(new Layer.MaxPool(2));
                }
                blocks.add(block);
            }
            return blocks;
        }
    };

    private final String suffix;
    private final int dense;
    private final int units;

    /**
     * @param dense number of the dense layers that are not the last
     * @param units of each of them
     */
    StreetClassifier(String suffix, int dense, int units) {
        this.suffix = suffix;
        this.dense = dense;
        this.units = units;
    }

    /** What a name of a network or a cell has behind its size. */
    String suffix() {
        return suffix;
    }

    /** The blocks for pictures of so many rows and columns. */
    abstract List<List<Layer>> blocks(int side);

    /** The dense layers, of which the last answers. */
    List<Layer> end() {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < dense; i++) {
            layers.addAll(List.of(new Layer.Dense(units), new Layer.Relu()));
        }
        layers.add(new Layer.Dense(NumberLabels.PLACES * NumberLabels.ANSWERS));
        return layers;
    }
}
