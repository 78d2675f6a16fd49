package org.stn4j.data.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.stn4j.warp.Planes;

/**
 * Writes pictures as PNG (W3C, "Portable Network Graphics", third edition), fast: grey or in colours, at 8 or 16 bits.
 *
 * <p>ImageIO's encoder tries all filters on each row and compresses thoroughly, which takes longer than everything else
 * that is done to a picture. Here each row is written as its difference to the one above. In photographs those repeat so
 * seldom that to look for it costs twice the time and makes larger files; only frequent values get short codes. In flat
 * pictures, such as scans, repetitions are looked for, the quick way.
 */
public final class PngEncoder {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int GREY = 0;
    private static final int COLOURS = 2;
    /** The filter "Up". */
    private static final byte DIFFERENCE_TO_ROW_ABOVE = 2;

    private static final int PIECE = 1 << 16;

    /** One row of so many tells what kind of picture it is. */
    private static final int LOOKED_AT = 16;
    /** The share of bytes equal to those above from which on a picture is flat. */
    private static final double FLAT = 0.4;

    private PngEncoder() {}

    /**
     * A picture as the content of a PNG file.
     *
     * @param picture of one channel (grey) or three; values outside 0 to 1 are cut off
     * @param deep whether at 16 bits instead of 8
     */
    public static byte[] encode(Planes picture, boolean deep) {
        if (picture.channels() != 1 && picture.channels() != 3) {
            throw new IllegalArgumentException("a PNG has 1 or 3 channels here, not " + picture.channels());
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream(picture.values().length + PIECE);
        file.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(picture.size().width())
                .putInt(picture.size().height())
                .put((byte) (deep ? 16 : 8))
                .put((byte) (picture.channels() == 1 ? GREY : COLOURS))
                .array();
        chunk("IHDR", header, header.length, file);
        data(picture, deep, file);
        chunk("IEND", new byte[0], 0, file);
        return file.toByteArray();
    }

    private static void chunk(String type, byte[] content, int length, ByteArrayOutputStream file) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content, 0, length);
        file.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        file.writeBytes(name);
        file.write(content, 0, length);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static void data(Planes picture, boolean deep, ByteArrayOutputStream file) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            Rows rows = new Rows(picture, deep);
            if (!rows.areFlat()) {
                deflater.setStrategy(Deflater.HUFFMAN_ONLY);
            }
            byte[] piece = new byte[PIECE];
            int filled = 0;
            for (int y = 0; y < picture.size().height(); y++) {
                deflater.setInput(rows.filtered(y));
                while (!deflater.needsInput()) {
                    filled = deflate(deflater, piece, filled, file);
                }
            }
            deflater.finish();
            while (!deflater.finished()) {
                filled = deflate(deflater, piece, filled, file);
            }
            chunk("IDAT", piece, filled, file);
        } finally {
            deflater.end();
        }
    }

    /** Compresses some more into a piece, which becomes a chunk when it is full; returns how far it is filled. */
    private static int deflate(Deflater deflater, byte[] piece, int filled, ByteArrayOutputStream file) {
        int end = filled + deflater.deflate(piece, filled, piece.length - filled);
        if (end < piece.length) {
            return end;
        }
        chunk("IDAT", piece, end, file);
        return 0;
    }

    /** The rows of a picture as bytes, each as its difference to the one above. */
    private static final class Rows {
        private final Planes picture;
        private final boolean deep;
        private final byte[] filtered;
        private byte[] row;
        private byte[] above;

        Rows(Planes picture, boolean deep) {
            this.picture = picture;
            this.deep = deep;
            int bytes = Math.multiplyExact(picture.size().width() * picture.channels(), deep ? 2 : 1);
            this.row = new byte[bytes];
            this.above = new byte[bytes];
            this.filtered = new byte[1 + bytes];
            filtered[0] = DIFFERENCE_TO_ROW_ABOVE;
        }

        /** Whether most of a sample of bytes are what lies above them. */
        boolean areFlat() {
            int same = 0;
            int all = 0;
            for (int y = 1; y < picture.size().height(); y += LOOKED_AT) {
                read(y - 1);
                read(y);
                for (int i = 0; i < row.length; i++) {
                    same += row[i] == above[i] ? 1 : 0;
                }
                all += row.length;
            }
            return same >= FLAT * all;
        }

        /** The next row, with the filter's number before it; valid until the one after that is asked for. */
        byte[] filtered(int y) {
            read(y);
            if (y == 0) {
                System.arraycopy(row, 0, filtered, 1, row.length);
            } else {
                for (int i = 0; i < row.length; i++) {
                    filtered[1 + i] = (byte) (row[i] - above[i]);
                }
            }
            return filtered;
        }

        /** Reads a row; the one before becomes the one above. */
        private void read(int y) {
            byte[] used = above;
            above = row;
            row = used;
            for (int channel = 0; channel < picture.channels(); channel++) {
                if (deep) {
                    readDeep(y, channel);
                } else {
                    read(y, channel);
                }
            }
        }

        private void read(int y, int channel) {
            int width = picture.size().width();
            int channels = picture.channels();
            int from = (channel * picture.size().height() + y) * width;
            float[] values = picture.values();
            for (int x = 0; x < width; x++) {
                row[x * channels + channel] = (byte) (255 * unit(values[from + x]) + 0.5f);
            }
        }

        private void readDeep(int y, int channel) {
            int width = picture.size().width();
            int channels = picture.channels();
            int from = (channel * picture.size().height() + y) * width;
            float[] values = picture.values();
            for (int x = 0; x < width; x++) {
                int level = (int) (65535 * unit(values[from + x]) + 0.5f);
                int at = 2 * (x * channels + channel);
                row[at] = (byte) (level >> 8);
                row[at + 1] = (byte) level;
            }
        }

        private static float unit(float value) {
            return Math.max(0, Math.min(1, value));
        }
    }
}
