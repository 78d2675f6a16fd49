package org.stn4j.train;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.stn4j.data.Dataset;
import org.stn4j.data.Splits;

/**
 * A few digits that change when the data of a run do: a run that goes on with others would not be the same run.
 *
 * <p>Of the numbers of images, all labels, and the pixels of some images: enough to notice files that were added, taken
 * away or sorted anew, and other settings of the decoding, without reading everything again.
 */
final class DataFingerprint {
    private static final int IMAGES_READ = 5;

    private DataFingerprint() {}

    static String of(Splits splits) {
        return of(List.of(splits.train(), splits.validation(), splits.test()));
    }

    /** Of a lesson, by what it learns from. */
    static String of(Lesson lesson) {
        return of(List.of(lesson.loader().data()));
    }

    private static String of(List<Dataset> parts) {
        CRC32C sum = new CRC32C();
        for (Dataset part : parts) {
            add(part, sum);
        }
        return String.format("%08x", sum.getValue());
    }

    private static void add(Dataset part, CRC32C sum) {
        int[] labels = new int[part.size()];
        Arrays.setAll(labels, part::label);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * labels.length);
        bytes.asIntBuffer().put(labels);
        sum.update(bytes);
        float[] image = new float[part.shape().values()];
        ByteBuffer pixels = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, image.length));
        for (int i = 0; i < Math.min(IMAGES_READ, part.size()); i++) {
            part.read((int) ((long) i * part.size() / IMAGES_READ), image, 0);
            pixels.clear().asFloatBuffer().put(image);
            sum.update(pixels);
        }
    }
}
