package org.stn4j.data.picture;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

/**
 * How a stored picture is to be turned for its top to be up: the eight values of EXIF's tag 0x0112.
 *
 * <p>The stored picture is first mirrored left to right, where {@code mirrored}, and then turned clockwise.
 */
enum Orientation {
    UPRIGHT(false, 0),
    MIRRORED(true, 0),
    UPSIDE_DOWN(false, 2),
    MIRRORED_UPSIDE_DOWN(true, 2),
    MIRRORED_LEFT(true, 3),
    LEFT(false, 1),
    MIRRORED_RIGHT(true, 1),
    RIGHT(false, 3);

    private static final Orientation[] BY_TAG = values();
    private static final long PNG_SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int PNG_SIGNATURE_BYTES = 8;
    /** Its length, its type and its checksum. */
    private static final int PNG_CHUNK_BYTES = 12;
    /** {@code eXIf} */
    private static final int PNG_EXIF = 0x65584966;

    private final boolean mirrored;
    private final int quarters;

    Orientation(boolean mirrored, int quartersClockwise) {
        this.mirrored = mirrored;
        this.quarters = quartersClockwise;
    }

    /** What the bytes of a picture file say; upright where they say nothing, or nothing that makes sense. */
    static Orientation of(byte[] file) {
        try {
            var directory = metadata(file).getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer tag = directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return tag == null || tag < 1 || tag > BY_TAG.length ? UPRIGHT : BY_TAG[tag - 1];
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            // A picture with broken metadata is still a picture.
            return UPRIGHT;
        }
    }

    /** Of a PNG its EXIF alone is read: its texts are compressed, and may be of any length. */
    private static Metadata metadata(byte[] file) throws ImageProcessingException, IOException {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        if (file.length < PNG_SIGNATURE_BYTES || bytes.getLong() != PNG_SIGNATURE) {
            return ImageMetadataReader.readMetadata(new ByteArrayInputStream(file), file.length);
        }
        Metadata metadata = new Metadata();
        while (bytes.remaining() >= PNG_CHUNK_BYTES) {
            int length = bytes.getInt();
            int type = bytes.getInt();
            if (length < 0 || length > bytes.remaining() - Integer.BYTES) {
                break;
            }
            if (type == PNG_EXIF) {
                byte[] exif = Arrays.copyOfRange(file, bytes.position(), bytes.position() + length);
                new ExifReader().extract(new ByteArrayReader(exif), metadata);
                break;
            }
            bytes.position(bytes.position() + length + Integer.BYTES);
        }
        return metadata;
    }

    /** Height and width of the upright picture, from those that are stored, or the other way round. */
    ImageSize turned(ImageSize size) {
        return quarters % 2 == 0 ? size : new ImageSize(/* height= */ size.width(), /* width= */ size.height());
    }

    /** The upright picture. */
    Planes apply(Planes stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        ImageSize from = stored.size();
        ImageSize to = turned(from);
        float[] values = new float[stored.values().length];
        for (int y = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x++) {
                int at = source(y, x, from);
                for (int channel = 0; channel < stored.channels(); channel++) {
                    values[(channel * to.height() + y) * to.width() + x] =
                            stored.values()[channel * from.pixels() + at];
                }
            }
        }
        return new Planes(stored.channels(), to, values);
    }

    /** Where the upright picture's pixel (x, y) is stored. */
    private int source(int y, int x, ImageSize from) {
        int row = switch (quarters) {
            case 0 -> y;
            case 1 -> from.height() - 1 - x;
            case 2 -> from.height() - 1 - y;
            default -> x;
        };
        int column = switch (quarters) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> from.width() - 1 - x;
            default -> from.width() - 1 - y;
        };
        return row * from.width() + (mirrored ? from.width() - 1 - column : column);
    }
}
