package org.stn4j.train.paper;

import java.io.IOException;
import org.stn4j.data.Dataset;
import org.stn4j.data.Splits;

/** A part of the paper's data made ready for an experiment. */
interface Pictures {

    /** The set that it is made of. */
    PaperData.Source source();

    /**
     * The pictures to learn from, to choose by and to measure on.
     *
     * @throws IOException as {@link PaperData#open} does
     */
    Splits open(PaperData data) throws IOException;

    /** Its name in provenance; that of a whole set is as {@link org.stn4j.data.DataSource#parse} reads it. */
    String name(PaperData data);

    /** A set as it is. */
    record Whole(PaperData.Source source) implements Pictures {
        @Override
        public Splits open(PaperData data) throws IOException {
            return data.open(source);
        }

        @Override
        public String name(PaperData data) {
            return data.name(source);
        }
    }

    /**
     * Pictures that are made of MNIST's digits; no digit of one part is in a picture of another.
     *
     * @param what the pictures are, such as {@code pairs}
     * @param learned makes those to learn from
     * @param measured makes the others
     */
    record OfDigits(String what, Making learned, Making measured) implements Pictures {

        /** Makes a set of another one, by a seed. */
        interface Making {
            Dataset of(Dataset digits, long seed);
        }

        @Override
        public PaperData.Source source() {
            return PaperData.Source.MNIST;
        }

        @Override
        public Splits open(PaperData data) throws IOException {
            Splits digits = data.open(source());
            return new Splits(
                    learned.of(digits.train(), 1), measured.of(digits.validation(), 2), measured.of(digits.test(), 3));
        }

        @Override
        public String name(PaperData data) {
            return what + "-of-" + data.name(source());
        }
    }
}
