package org.stn4j.warp.kernel;

/** A number that changes evenly from pixel to pixel: {@code perColumn·column + perRow·row + start}. */
public record LinearForm(float perColumn, float perRow, float start) {

    /** Its value at a pixel. */
    public float at(float column, float row) {
        return perColumn * column + perRow * row + start;
    }
}
