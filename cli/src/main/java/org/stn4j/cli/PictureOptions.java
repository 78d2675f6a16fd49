package org.stn4j.cli;

import org.stn4j.data.ImageShape;
import org.stn4j.data.picture.PictureInput;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import picocli.CommandLine.Option;

/** The options that say how pictures become the input of a network. */
final class PictureOptions {
    @Option(
            names = "--invert",
            description = "Exchange dark and light first: the digits that networks learn from are light on black.")
    private boolean invert;

    @Option(
            names = "--no-enlarge",
            description = "Leave pictures that are smaller than the network's input as they are, in its middle.")
    private boolean keepSmall;

    PictureInput input(Network network) {
        Shape shape = network.input();
        return new PictureInput(new ImageShape(shape.channels(), shape.height(), shape.width()), invert, !keepSmall);
    }
}
