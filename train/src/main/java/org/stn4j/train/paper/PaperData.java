package org.stn4j.train.paper;

import java.io.IOException;
import org.stn4j.data.Splits;

/** Where the experiments' pictures come from. */
public interface PaperData {

    /** The sets that experiments are made of. */
    enum Source {
        /** The 70,000 digits, 5,000 of them for validation. */
        MNIST,
        /** One digit among pieces of others on 40×40, ready-made (see {@code --cluttered}). */
        CLUTTERED,
        /** Birds that the program draws itself. */
        BIRDS,
        /** Photographs of house numbers (see {@code --svhn}). */
        HOUSE_NUMBERS
    }

    /** Whether somebody said where a set is. */
    boolean has(Source source);

    /**
     * The pictures of a set.
     *
     * @throws IOException if they are not there or cannot be read; one line that says what to do
     */
    Splits open(Source source) throws IOException;

    /** The set's name as {@link org.stn4j.data.DataSource#parse} reads it. */
    String name(Source source);
}
