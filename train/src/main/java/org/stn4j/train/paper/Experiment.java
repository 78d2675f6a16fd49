package org.stn4j.train.paper;

import java.io.IOException;
import java.util.Optional;
import org.stn4j.nn.Network;
import org.stn4j.nn.torch.learn.DivergenceException;

/**
 * Something that is trained and then measured once; what a {@link Cell} is made by.
 *
 * <p>A new kind of experiment is a class of this interface. It keeps what it needs for going on in the attempt's folder,
 * chooses by validation images only, and looks at the test images once, at the end.
 */
public interface Experiment {

    /** The data set that it needs. */
    PaperData.Source source();

    /** The network that is trained, without weights. */
    Network network();

    /** How it is trained. */
    Recipe recipe();

    /**
     * Trains until the recipe's end or the limits', and measures.
     *
     * @return what was measured; empty if the attempt was asked to stop before the end, and can go on from its folder
     * @throws IOException if data cannot be read or something cannot be written; one line
     * @throws DivergenceException if the loss stopped being a number; one line
     */
    Optional<Measurement> run(Attempt attempt) throws IOException;
}
