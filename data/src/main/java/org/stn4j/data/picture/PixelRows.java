package org.stn4j.data.picture;

import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

/**
 * A picture that is read row by row, so that a large one never stands in memory as floats.
 *
 * <p>One channel for grey, three for red, green and blue; values from 0 to 1.
 */
interface PixelRows {

    int channels();

    ImageSize size();

    /** Whether samples have more than eight bits. */
    boolean isDeep();

    /** Writes row {@code y} as {@code [C, W]} to the start of {@code into}. */
    void read(int y, float[] into);

    /** Rows of a picture that is there as floats. */
    static PixelRows of(Planes planes) {
        return new PixelRows() {
            @Override
            public int channels() {
                return planes.channels();
            }

            @Override
            public ImageSize size() {
                return planes.size();
            }

            @Override
            public boolean isDeep() {
                return false;
            }

            @Override
            public void read(int y, float[] into) {
                int width = planes.size().width();
                for (int channel = 0; channel < planes.channels(); channel++) {
                    int from = (channel * planes.size().height() + y) * width;
                    System.arraycopy(planes.values(), from, into, channel * width, width);
                }
            }
        };
    }

    /** All rows. */
    default Planes planes() {
        int height = size().height();
        int width = size().width();
        float[] values = new float[Math.multiplyExact(channels(), size().pixels())];
        float[] row = new float[channels() * width];
        for (int y = 0; y < height; y++) {
            read(y, row);
            for (int channel = 0; channel < channels(); channel++) {
                System.arraycopy(row, channel * width, values, (channel * height + y) * width, width);
            }
        }
        return new Planes(channels(), size(), values);
    }
}
