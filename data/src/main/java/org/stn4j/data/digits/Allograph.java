package org.stn4j.data.digits;

import java.util.Arrays;
import java.util.List;

/**
 * One of the ways in which people write a digit.
 *
 * @param weight how common it is, relative to the digit's other allographs
 * @param strokes the pen's movements, in order
 */
record Allograph(double weight, List<Stroke> strokes) {

    /** Reads strokes that are separated by {@code /}. */
    static Allograph of(double weight, String strokes) {
        return new Allograph(
                weight, Arrays.stream(strokes.split("/", -1)).map(Stroke::parse).toList());
    }
}
