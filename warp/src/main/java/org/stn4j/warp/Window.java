package org.stn4j.warp;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A rectangle of one channel in an array of its own, together with what lies outside the image around it.
 *
 * <p>The copy costs little next to the samples that read it, stays in the cache, and spares them all questions of
 * bounds and padding. For the gradient the same rectangle is filled by the samples and added back to the channel.
 *
 * <p>Where the outside is not constant, some rows on top are kept at the padding value: undefined places read there.
 */
final class Window {
    private final Outside outside;
    private final ImageSize image;

    /** Pixel column of the first column; may lie outside the image. */
    private int left;
    /** Pixel row of the first row that is not one of the {@link #undefinedRows}. */
    private int top;

    private int columns;
    private int rows;
    private int undefinedRows;
    private float[] values = new float[0];
    /** Whether the frame around the image, which is the same for all channels, is filled already. */
    private boolean framed;

    Window(Outside outside, ImageSize image) {
        this.outside = outside;
        this.image = image;
    }

    /** Makes this the window from (left, top) to (right, bottom), all inside it, and of no content yet. */
    void place(int left, int top, int right, int bottom, int undefinedRows) {
        int columns = right - left + 1;
        int rows = bottom - top + 1;
        if (framed
                && left == this.left
                && top == this.top
                && columns == this.columns
                && rows == this.rows
                && undefinedRows == this.undefinedRows) {
            return;
        }
        this.left = left;
        this.top = top;
        this.columns = columns;
        this.rows = rows;
        this.undefinedRows = undefinedRows;
        int size = columns * (rows + undefinedRows);
        if (values.length < size) {
            values = new float[size];
        }
        framed = false;
    }

    /** Makes this a window of the same place and size as another. */
    void placeLike(Window other) {
        place(other.left, other.top, other.left + other.columns - 1, other.top + other.rows - 1, other.undefinedRows);
    }

    float[] values() {
        return values;
    }

    int stride() {
        return columns;
    }

    int left() {
        return left;
    }

    /** Pixel row of the first row of the array. */
    int firstRow() {
        return top - undefinedRows;
    }

    /** Reads a channel that starts at {@code start} in the buffer. */
    void load(FloatBuffer plane, int start) {
        if (!framed) {
            Arrays.fill(values, 0, columns * (rows + undefinedRows), outside.value());
            framed = outside.isConstant();
        }
        int firstInside = Math.max(left, 0);
        int endInside = Math.min(left + columns, image.width());
        for (int r = 0; r < rows; r++) {
            int source = outside.source(top + r, image.height());
            if (source < 0) {
                continue;
            }
            int at = (undefinedRows + r) * columns;
            int from = start + source * image.width();
            if (firstInside < endInside) {
                plane.get(from + firstInside, values, at + firstInside - left, endInside - firstInside);
            }
            if (!outside.isConstant()) {
                for (int column = left; column < Math.min(firstInside, left + columns); column++) {
                    values[at + column - left] = plane.get(from + outside.source(column, image.width()));
                }
                for (int column = Math.max(endInside, left); column < left + columns; column++) {
                    values[at + column - left] = plane.get(from + outside.source(column, image.width()));
                }
            }
        }
    }

    /** Makes this a window of zeros, to collect gradients in. */
    void clear() {
        Arrays.fill(values, 0, columns * (rows + undefinedRows), 0);
        framed = false;
    }

    /**
     * Adds the window to rows {@code firstRow … endRow - 1} of a channel: each pixel to the one that it stands for,
     * undefined places to none. Several threads may add the same window to different rows.
     *
     * @param scratch room for a row of the image
     */
    void addTo(FloatBuffer plane, int start, int firstRow, int endRow, float[] scratch) {
        int firstInside = Math.max(left, 0);
        int endInside = Math.min(left + columns, image.width());
        for (int r = 0; r < rows; r++) {
            int source = outside.source(top + r, image.height());
            if (source < firstRow || source >= endRow) {
                continue;
            }
            int at = (undefinedRows + r) * columns;
            int to = start + source * image.width();
            if (firstInside < endInside) {
                addRow(plane, to + firstInside, at + firstInside - left, endInside - firstInside, scratch);
            }
            if (!outside.isConstant()) {
                for (int column = left; column < Math.min(firstInside, left + columns); column++) {
                    addPixel(plane, to + outside.source(column, image.width()), at + column - left);
                }
                for (int column = Math.max(endInside, left); column < left + columns; column++) {
                    addPixel(plane, to + outside.source(column, image.width()), at + column - left);
                }
            }
        }
    }

    private void addRow(FloatBuffer plane, int to, int at, int n, float[] scratch) {
        plane.get(to, scratch, 0, n);
        for (int i = 0; i < n; i++) {
            scratch[i] += values[at + i];
        }
        plane.put(to, scratch, 0, n);
    }

    private void addPixel(FloatBuffer plane, int to, int at) {
        plane.put(to, plane.get(to) + values[at]);
    }
}
