package org.stn4j.data.street;

import java.util.List;

/**
 * A number in a photograph, as the SVHN set describes it.
 *
 * @param file name of the picture, without its folder
 * @param digits its digits in reading order, at least one
 */
public record HouseNumber(String file, List<Digit> digits) {
    public HouseNumber {
        digits = List.copyOf(digits);
    }

    /**
     * A digit and the box around it, in pixels of the picture; a box may reach beyond it.
     *
     * @param left of its left edge
     * @param top of its upper edge
     * @param width of the box
     * @param height of the box
     * @param digit 0 to 9
     */
    public record Digit(double left, double top, double width, double height, int digit) {}

    /** The number as it is read. */
    public String number() {
        StringBuilder number = new StringBuilder();
        digits.forEach(digit -> number.append(digit.digit()));
        return number.toString();
    }
}
