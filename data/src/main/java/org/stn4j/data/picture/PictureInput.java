package org.stn4j.data.picture;

import org.stn4j.data.ImageShape;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

/**
 * How a picture of any size and colour becomes the input of a network.
 *
 * <p>It keeps its proportions, is scaled so that it fits, and lies in the middle of black. Colours become grey by their
 * brightness (ITU-R BT.601), grey becomes three equal colours, as the network takes them.
 *
 * @param shape the network's input, of 1 or 3 channels
 * @param invert whether dark and light are exchanged first: networks of digits know light ink on black
 * @param enlarge whether pictures smaller than the input are scaled up too
 */
public record PictureInput(ImageShape shape, boolean invert, boolean enlarge) {
    private static final float[] BRIGHTNESS = {0.299f, 0.587f, 0.114f};

    public PictureInput {
        if (shape.channels() != 1 && shape.channels() != 3) {
            throw new IllegalArgumentException(
                    "the model takes images of " + shape + ", and pictures in files have 1 or 3 channels");
        }
    }

    /** As photographs are taken: as they are, large ones reduced and small ones enlarged. */
    public PictureInput(ImageShape shape) {
        this(shape, false, true);
    }

    /** The network's input, {@code [C, H, W]}, 0 to 1. */
    public float[] of(Picture picture) {
        Planes coloured = inChannels(picture.resized(fitting(picture.size())));
        if (invert) {
            for (int i = 0; i < coloured.values().length; i++) {
                coloured.values()[i] = 1 - coloured.values()[i];
            }
        }
        return centred(coloured);
    }

    /** Where a picture of some size lies in the network's input; around it is black. */
    public Place place(ImageSize size) {
        ImageSize fitting = fitting(size);
        return new Place((shape.height() - fitting.height()) / 2, (shape.width() - fitting.width()) / 2, fitting);
    }

    /**
     * A part of the network's input.
     *
     * @param top its first row
     * @param left its first column
     */
    public record Place(int top, int left, ImageSize size) {}

    /** Rows and columns that a picture of some size takes of the input; the rest is black. */
    private ImageSize fitting(ImageSize size) {
        double scale = Math.min((double) shape.height() / size.height(), (double) shape.width() / size.width());
        if (scale > 1 && !enlarge) {
            return size;
        }
        return new ImageSize(
                Math.max(1, Math.min(shape.height(), (int) Math.round(size.height() * scale))),
                Math.max(1, Math.min(shape.width(), (int) Math.round(size.width() * scale))));
    }

    /** Makes grey or colours of the other where that is needed; what is handed in is nobody else's. */
    private Planes inChannels(Planes picture) {
        if (picture.channels() == shape.channels()) {
            return picture;
        }
        int pixels = picture.size().pixels();
        float[] values = new float[shape.channels() * pixels];
        for (int channel = 0; channel < 3; channel++) {
            if (shape.channels() == 3) {
                System.arraycopy(picture.values(), 0, values, channel * pixels, pixels);
            } else {
                for (int i = 0; i < pixels; i++) {
                    values[i] += BRIGHTNESS[channel] * picture.values()[channel * pixels + i];
                }
            }
        }
        return new Planes(shape.channels(), picture.size(), values);
    }

    private float[] centred(Planes picture) {
        ImageSize size = picture.size();
        if (size.equals(shape.size())) {
            return picture.values();
        }
        float[] values = new float[shape.values()];
        int top = (shape.height() - size.height()) / 2;
        int left = (shape.width() - size.width()) / 2;
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int row = 0; row < size.height(); row++) {
                int from = (channel * size.height() + row) * size.width();
                int to = (channel * shape.height() + top + row) * shape.width() + left;
                System.arraycopy(picture.values(), from, values, to, size.width());
            }
        }
        return values;
    }
}
