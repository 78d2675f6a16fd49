package org.stn4j.data.street;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stn4j.data.DataFileException;

/**
 * Reads {@code digitStruct.mat}, the boxes of the SVHN set (Netzer et al. 2011, format 1): a MATLAB 7.3 file, which is
 * HDF5 behind 512 bytes of text.
 *
 * <p>{@code digitStruct/name} and {@code digitStruct/bbox} have a reference for each picture: to its name as UTF-16 codes,
 * and to a group of {@code label}, {@code left}, {@code top}, {@code width} and {@code height}. Each of these is the
 * number itself where the picture has one digit, and references to numbers where it has several. Digit 0 has label 10.
 */
public final class DigitStruct {
    private static final String NAMES = "/digitStruct/name";
    private static final String BOXES = "/digitStruct/bbox";
    private static final int ZERO = 10;

    private DigitStruct() {}

    /**
     * All pictures of a file, in its order.
     *
     * @throws DataFileException if it cannot be read or is something else; one line that names the file
     */
    public static List<HouseNumber> read(Path file) throws DataFileException {
        if (Files.isDirectory(file)) {
            throw new DataFileException(file, "this is a folder, not a digitStruct.mat");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            // Mapped once: the library would map each of its hundreds of thousands of small objects.
            try (HdfFile hdf = HdfFile.fromByteBuffer(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()))) {
                return read(file, hdf);
            }
        } catch (DataFileException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new DataFileException(file, "no such file; it is in the set's train.tar.gz and test.tar.gz", e);
        } catch (IOException e) {
            throw new DataFileException(file, "cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // The library lets all of these through on bytes that it did not expect.
            throw new DataFileException(
                    file, "this is no digitStruct.mat of the SVHN set, or a damaged one; unpack it again", e);
        }
    }

    private static List<HouseNumber> read(Path file, HdfFile hdf) throws DataFileException {
        long[] names = references(hdf.getDatasetByPath(NAMES));
        long[] boxes = references(hdf.getDatasetByPath(BOXES));
        if (names.length != boxes.length) {
            throw new DataFileException(
                    file, "it has " + names.length + " names and " + boxes.length + " groups of boxes");
        }
        List<HouseNumber> numbers = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            String name = text((Dataset) hdf.getNodeByAddress(names[i]));
            numbers.add(new HouseNumber(name, digits(file, name, hdf, (Group) hdf.getNodeByAddress(boxes[i]))));
        }
        return numbers;
    }

    private static List<HouseNumber.Digit> digits(Path file, String name, HdfFile hdf, Group group)
            throws DataFileException {
        double[] labels = numbers(hdf, group, "label");
        double[] left = numbers(hdf, group, "left");
        double[] top = numbers(hdf, group, "top");
        double[] width = numbers(hdf, group, "width");
        double[] height = numbers(hdf, group, "height");
        List<HouseNumber.Digit> digits = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            int label = (int) labels[i];
            if (label < 1 || label > ZERO || label != labels[i]) {
                throw new DataFileException(
                        file, name + " has a digit of label " + labels[i] + "; labels are 1 to 10, 10 for the digit 0");
            }
            digits.add(new HouseNumber.Digit(left[i], top[i], width[i], height[i], label % ZERO));
        }
        return digits;
    }

    private static long[] references(Dataset dataset) {
        return (long[]) dataset.getDataFlat();
    }

    private static String text(Dataset codes) {
        StringBuilder text = new StringBuilder();
        for (int code : (int[]) codes.getDataFlat()) {
            text.append((char) code);
        }
        return text.toString();
    }

    /** A field of all digits: the number of one, or references to those of several. */
    private static double[] numbers(HdfFile hdf, Group group, String field) {
        Object values = ((Dataset) group.getChild(field)).getDataFlat();
        if (values instanceof double[] numbers) {
            return numbers;
        }
        long[] references = (long[]) values;
        double[] numbers = new double[references.length];
        for (int i = 0; i < numbers.length; i++) {
            Node number = hdf.getNodeByAddress(references[i]);
            numbers[i] = ((double[]) ((Dataset) number).getDataFlat())[0];
        }
        return numbers;
    }
}
