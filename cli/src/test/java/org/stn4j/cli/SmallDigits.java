package org.stn4j.cli;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stn4j.data.Dataset;
import org.stn4j.data.digits.DigitsDataset;

/** A folder of IDX files with a few digits, so that a training takes a second. */
final class SmallDigits {
    static final int TRAINING = 240;
    static final int TEST = 60;

    private SmallDigits() {}

    /** Writes the folder and returns what {@code --data} takes. */
    static String write(Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder, "train", new DigitsDataset(11, TRAINING));
        write(folder, "test", new DigitsDataset(12, TEST));
        return "idx:" + folder;
    }

    private static void write(Path folder, String part, Dataset digits) throws IOException {
        try (DataOutputStream images = open(folder.resolve(part + "-images-idx3-ubyte"));
                DataOutputStream labels = open(folder.resolve(part + "-labels-idx1-ubyte"))) {
            images.writeInt(0x803);
            images.writeInt(digits.size());
            images.writeInt(28);
            images.writeInt(28);
            labels.writeInt(0x801);
            labels.writeInt(digits.size());
            float[] picture = new float[28 * 28];
            for (int i = 0; i < digits.size(); i++) {
                digits.read(i, picture, 0);
                for (float value : picture) {
                    images.writeByte(Math.round(255 * value));
                }
                labels.writeByte(digits.label(i));
            }
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        return new DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(file)));
    }
}
