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

    /**
     * Where a window lies, in pixels of the image; it may reach outside.
     *
     * @param right last column, inclusive
     * @param bottom last row, inclusive
     */
    record Place(int left, int top, int right, int bottom) {
        int columns() {
            return right - left + 1;
        }

        int rows() {
            return bottom - top + 1;
        }

        long pixels() {
            return (long) columns() * rows();
        }
    }

    private Place place = new Place(0, 0, -1, -1);
    private int undefinedRows;
    private float[] values = new float[0];
    /** Whether the frame around the image, which is the same for all channels, is filled already. */
    private boolean framed;

    Window(Outside outside, ImageSize image) {
        this.outside = outside;
        this.image = image;
    }

    /** Makes this a window of some place, with no content yet. */
    void moveTo(Place newPlace, int newUndefinedRows) {
        if (framed && newPlace.equals(place) && newUndefinedRows == undefinedRows) {
            return;
        }
        place = newPlace;
        undefinedRows = newUndefinedRows;
        framed = false;
        if (values.length < size()) {
            values = new float[size()];
        }
    }

    /** Makes this a window of the same place as another, to be read into. */
    void moveTo(Window other) {
        moveTo(other.place, other.undefinedRows);
    }

    /** Makes this a window of the same place as another, all of which is about to be written, to collect gradients. */
    void overwriteAt(Window other) {
        moveTo(other);
        framed = false;
    }

    /** Floats in use. */
    int size() {
        return place.columns() * (place.rows() + undefinedRows);
    }

    float[] values() {
        return values;
    }

    int stride() {
        return place.columns();
    }

    int left() {
        return place.left();
    }

    /** Pixel row of the first row of the array. */
    int firstRow() {
        return place.top() - undefinedRows;
    }

    /** Index in the array of a row's first pixel. */
    private int at(int row) {
        return (row - firstRow()) * place.columns();
    }

    private int firstColumnInside() {
        return Math.max(place.left(), 0);
    }

    private int endColumnInside() {
        return Math.min(place.right() + 1, image.width());
    }

    /** Reads a channel that starts at {@code start} in the buffer. */
    void load(FloatBuffer plane, int start) {
        if (!framed) {
            Arrays.fill(values, 0, size(), outside.value());
            framed = outside.isConstant();
        }
        int first = firstColumnInside();
        int inside = endColumnInside() - first;
        for (int row = place.top(); row <= place.bottom(); row++) {
            int source = outside.source(row, image.height());
            if (source < 0) {
                continue;
            }
            int from = start + source * image.width();
            int at = at(row) - place.left();
            if (inside > 0) {
                plane.get(from + first, values, at + first, inside);
            }
            if (!outside.isConstant()) {
                for (int column = place.left(); column < Math.min(first, place.right() + 1); column++) {
                    values[at + column] = plane.get(from + outside.source(column, image.width()));
                }
                for (int column = Math.max(endColumnInside(), place.left()); column <= place.right(); column++) {
                    values[at + column] = plane.get(from + outside.source(column, image.width()));
                }
            }
        }
    }

    /** Writes the part of the window that lies inside the image to a channel. */
    void putTo(FloatBuffer plane, int start) {
        int first = firstColumnInside();
        int inside = endColumnInside() - first;
        for (int row = Math.max(place.top(), 0); row <= Math.min(place.bottom(), image.height() - 1); row++) {
            plane.put(start + row * image.width() + first, values, at(row) - place.left() + first, inside);
        }
    }

    /**
     * Adds the window to rows {@code firstRow … endRow - 1} of a channel: each pixel to the one that it stands for,
     * undefined places to none. Several threads may add the same window to different rows.
     *
     * @param scratch room for a row of the image
     */
    void addTo(FloatBuffer plane, int start, int firstRow, int endRow, float[] scratch) {
        int first = firstColumnInside();
        int inside = endColumnInside() - first;
        for (int row = place.top(); row <= place.bottom(); row++) {
            int source = outside.source(row, image.height());
            if (source < firstRow || source >= endRow) {
                continue;
            }
            int to = start + source * image.width();
            int at = at(row) - place.left();
            if (inside > 0) {
                addRow(plane, to + first, at + first, inside, scratch);
            }
            if (!outside.isConstant()) {
                for (int column = place.left(); column < Math.min(first, place.right() + 1); column++) {
                    addPixel(plane, to + outside.source(column, image.width()), at + column);
                }
                for (int column = Math.max(endColumnInside(), place.left()); column <= place.right(); column++) {
                    addPixel(plane, to + outside.source(column, image.width()), at + column);
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
