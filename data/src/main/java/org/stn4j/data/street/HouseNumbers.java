package org.stn4j.data.street;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stn4j.data.DataFileException;
import org.stn4j.data.Dataset;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Splits;
import org.stn4j.data.picture.Picture;
import org.stn4j.data.picture.PictureFile;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

/**
 * The numbers of the SVHN set (Netzer et al. 2011), each cut out of its photograph: 128×128, the number in the middle and
 * with as much around it as {@value #ROOM} times its size; {@link Middle} makes crops of half the side, around the number.
 *
 * <p>Beyond the photograph its border goes on. Pictures are decoded whenever they are asked for.
 */
public final class HouseNumbers implements Dataset {
    /** Rows and columns of a crop. */
    public static final int SIDE = 128;

    /** Side of a crop by that of the number: around the middle half remain 30 %, as in Goodfellow et al. 2014. */
    private static final double ROOM = 2.6;

    /** One in so many training numbers is kept for validation. */
    private static final int VALIDATION = 20;

    private final String name;
    private final Path folder;
    private final List<HouseNumber> numbers;

    private HouseNumbers(String name, Path folder, List<HouseNumber> numbers) {
        this.name = name;
        this.folder = folder;
        this.numbers = numbers;
    }

    /**
     * The set in a folder with {@code train} and {@code test} in it, as they are unpacked.
     *
     * @throws IOException if something is missing or broken; one line that names it
     */
    public static Splits open(Path folder) throws IOException {
        HouseNumbers train = part(folder.resolve("train"));
        List<HouseNumber> learned = new ArrayList<>();
        List<HouseNumber> kept = new ArrayList<>();
        for (int i = 0; i < train.size(); i++) {
            (i % VALIDATION == VALIDATION - 1 ? kept : learned).add(train.numbers.get(i));
        }
        if (kept.isEmpty()) {
            throw new DataFileException(
                    train.folder, "fewer than " + VALIDATION + " numbers are too few to learn from");
        }
        return new Splits(
                new HouseNumbers(train.name, train.folder, learned),
                new HouseNumbers(train.name + ", for validation", train.folder, kept),
                part(folder.resolve("test")));
    }

    /**
     * One part of the set: a folder of pictures with their {@code digitStruct.mat}. Numbers of more than five digits, of
     * which there is one, are left out.
     */
    static HouseNumbers part(Path folder) throws IOException {
        Path boxes = folder.resolve("digitStruct.mat");
        List<HouseNumber> usable = new ArrayList<>();
        for (HouseNumber number : DigitStruct.read(boxes)) {
            if (!number.digits().isEmpty() && number.digits().size() <= NumberLabels.PLACES) {
                usable.add(number);
            }
        }
        if (usable.isEmpty()) {
            throw new DataFileException(boxes, "it has no numbers");
        }
        Optional<HouseNumber> missing = usable.stream()
                .filter(number -> !Files.isRegularFile(folder.resolve(number.file())))
                .findFirst();
        if (missing.isPresent()) {
            throw new DataFileException(
                    folder.resolve(missing.get().file()), "no such picture, but digitStruct.mat has a number in it");
        }
        return new HouseNumbers("house numbers, " + folder.getFileName(), folder, usable);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return numbers.size();
    }

    @Override
    public ImageShape shape() {
        return new ImageShape(3, SIDE, SIDE);
    }

    @Override
    public List<String> labels() {
        return NumberLabels.ALL;
    }

    @Override
    public int label(int index) {
        return NumberLabels.ALL.indexOf(numbers.get(index).number());
    }

    @Override
    public String origin(int index) {
        return folder.resolve(numbers.get(index).file()).toString();
    }

    @Override
    public void read(int index, float[] into, int offset) {
        HouseNumber number = numbers.get(index);
        Objects.checkFromIndexSize(offset, shape().values(), into.length);
        try {
            Planes photograph = PictureFile.read(folder.resolve(number.file())).planes();
            Planes crop = Picture.of(crop(photograph, number.digits())).resized(new ImageSize(SIDE, SIDE));
            int pixels = SIDE * SIDE;
            for (int channel = 0; channel < 3; channel++) {
                int from = crop.channels() == 1 ? 0 : channel * pixels;
                System.arraycopy(crop.values(), from, into, offset + channel * pixels, pixels);
            }
        } catch (DataFileException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Pixels around the boxes of some digits; where the photograph ends, its nearest ones. */
    private static Planes crop(Planes photograph, List<HouseNumber.Digit> digits) {
        double left = digits.stream().mapToDouble(HouseNumber.Digit::left).min().orElseThrow();
        double top = digits.stream().mapToDouble(HouseNumber.Digit::top).min().orElseThrow();
        double right = digits.stream()
                .mapToDouble(digit -> digit.left() + digit.width())
                .max()
                .orElseThrow();
        double bottom = digits.stream()
                .mapToDouble(digit -> digit.top() + digit.height())
                .max()
                .orElseThrow();
        int width = Math.max(1, (int) Math.round(ROOM * (right - left)));
        int height = Math.max(1, (int) Math.round(ROOM * (bottom - top)));
        int fromX = (int) Math.round((left + right - width) / 2);
        int fromY = (int) Math.round((top + bottom - height) / 2);
        ImageSize size = photograph.size();
        float[] values = new float[photograph.channels() * height * width];
        int at = 0;
        for (int channel = 0; channel < photograph.channels(); channel++) {
            for (int y = fromY; y < fromY + height; y++) {
                int row = (channel * size.height() + within(y, size.height())) * size.width();
                for (int x = fromX; x < fromX + width; x++) {
                    values[at++] = photograph.values()[row + within(x, size.width())];
                }
            }
        }
        return new Planes(photograph.channels(), new ImageSize(height, width), values);
    }

    private static int within(int place, int length) {
        return Math.max(0, Math.min(length - 1, place));
    }
}
