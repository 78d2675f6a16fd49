package org.stn4j.warp;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A rectangle of an image in an array of its own, together with what lies outside the image around it: of one channel,
 * or of several whose values for a pixel lie side by side.
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
    /** Channels: floats for each pixel, in the window and in the image. */
    private int depth = 1;

    private float[] values = new float[0];
    /** Whether the frame around the image, which is the same for all channels, is filled already. */
    private boolean framed;

    Window(Outside outside, ImageSize image) {
        this.outside = outside;
        this.image = image;
    }

    /** Makes this a window of some place, with no content yet. */
    void moveTo(Place newPlace, int newUndefinedRows, int newDepth) {
        if (framed && newPlace.equals(place) && newUndefinedRows == undefinedRows && newDepth == depth) {
            return;
        }
        place = newPlace;
        depth = newDepth;
        undefinedRows = newUndefinedRows;
        framed = false;
        if (values.length < size()) {
            values = new float[size()];
        }
    }

    /** Makes this a window of the same place as another, to be read into. */
    void moveTo(Window other) {
        moveTo(other.place, other.undefinedRows, other.depth);
    }

    /** Makes this a window of the same place as another, all of which is about to be written, to collect gradients. */
    void overwriteAt(Window other) {
        moveTo(other);
        framed = false;
    }

    /** Floats in use. */
    int size() {
        return place.columns() * (place.rows() + undefinedRows) * depth;
    }

    float[] values() {
        return values;
    }

    /** Pixels from one row to the next. */
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

    /** Where in the array a column of a row begins. */
    private int at(int row, int column) {
        return ((row - firstRow()) * place.columns() + column - place.left()) * depth;
    }

    /** Where in the image, which begins at {@code start}, a column of a row begins. */
    private int inImage(int start, int row, int column) {
        return start + (row * image.width() + column) * depth;
    }

    private int firstColumnInside() {
        return Math.max(place.left(), 0);
    }

    private int endColumnInside() {
        return Math.min(place.right() + 1, image.width());
    }

    /** Reads an image that starts at {@code start} in the buffer. */
    void load(FloatBuffer plane, int start) {
        if (!framed) {
            fillWithPadding();
            framed = outside.isConstant();
        }
        int first = firstColumnInside();
        int end = endColumnInside();
        for (int row = place.top(); row <= place.bottom(); row++) {
            int source = outside.source(row, image.height());
            if (source < 0) {
                continue;
            }
            if (end > first) {
                plane.get(inImage(start, source, first), values, at(row, first), (end - first) * depth);
            }
            if (!outside.isConstant()) {
                for (int column = place.left(); column < Math.min(first, place.right() + 1); column++) {
                    loadPixel(plane, start, source, row, column);
                }
                for (int column = Math.max(end, place.left()); column <= place.right(); column++) {
                    loadPixel(plane, start, source, row, column);
                }
            }
        }
    }

    /** Writes the padding value wherever no pixel is about to be written. */
    private void fillWithPadding() {
        boolean isInside = place.left() >= 0
                && place.top() >= 0
                && place.right() < image.width()
                && place.bottom() < image.height();
        if (outside.isConstant() && !isInside) {
            Arrays.fill(values, 0, size(), outside.value());
        } else {
            Arrays.fill(values, 0, undefinedRows * place.columns() * depth, outside.value());
        }
    }

    /** Reads the pixel that stands for one beside the image. */
    private void loadPixel(FloatBuffer plane, int start, int source, int row, int column) {
        int from = inImage(start, source, outside.source(column, image.width()));
        int to = at(row, column);
        for (int channel = 0; channel < depth; channel++) {
            values[to + channel] = plane.get(from + channel);
        }
    }

    /** Writes the part of the window that lies inside the image. */
    void putTo(FloatBuffer plane, int start) {
        int first = firstColumnInside();
        int inside = endColumnInside() - first;
        for (int row = Math.max(place.top(), 0); row <= Math.min(place.bottom(), image.height() - 1); row++) {
            plane.put(inImage(start, row, first), values, at(row, first), inside * depth);
        }
    }

    /**
     * Adds the window to rows {@code firstRow … endRow - 1} of an image: each pixel to the one that it stands for,
     * undefined places to none. Several threads may add the same window to different rows.
     *
     * @param scratch room for some numbers
     */
    void addTo(FloatBuffer plane, int start, int firstRow, int endRow, float[] scratch) {
        int first = firstColumnInside();
        int end = endColumnInside();
        for (int row = place.top(); row <= place.bottom(); row++) {
            int source = outside.source(row, image.height());
            if (source < firstRow || source >= endRow) {
                continue;
            }
            if (end > first) {
                addRun(plane, inImage(start, source, first), at(row, first), (end - first) * depth, scratch);
            }
            if (!outside.isConstant()) {
                for (int column = place.left(); column < Math.min(first, place.right() + 1); column++) {
                    addPixel(plane, start, source, row, column);
                }
                for (int column = Math.max(end, place.left()); column <= place.right(); column++) {
                    addPixel(plane, start, source, row, column);
                }
            }
        }
    }

    private void addRun(FloatBuffer plane, int to, int at, int n, float[] scratch) {
        for (int done = 0; done < n; done += scratch.length) {
            int piece = Math.min(scratch.length, n - done);
            plane.get(to + done, scratch, 0, piece);
            for (int i = 0; i < piece; i++) {
                scratch[i] += values[at + done + i];
            }
            plane.put(to + done, scratch, 0, piece);
        }
    }

    private void addPixel(FloatBuffer plane, int start, int source, int row, int column) {
        int to = inImage(start, source, outside.source(column, image.width()));
        int from = at(row, column);
        for (int channel = 0; channel < depth; channel++) {
            plane.put(to + channel, plane.get(to + channel) + values[from + channel]);
        }
    }
}
