package org.stn4j.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of IDX files named as MNIST's are: {@code train-images-idx3-ubyte} with {@code train-labels-idx1-ubyte}, and
 * so on, plain or with {@code .gz}.
 *
 * <p>Parts are called {@code train}, {@code t10k} or {@code test}, and {@code valid}, {@code val} or
 * {@code validation}; a dot may stand for a dash ({@code train-images.idx3-ubyte}). Of a plain and a gzip file with the
 * same name the plain one is read. Where there is no validation part, the last twelfth of the training pictures is kept
 * for it: 5,000 of MNIST's 60,000.
 */
final class IdxFolder {
    private static final int VALIDATION_SHARE = 12;
    private static final Pattern NAME = Pattern.compile(
            "(train|t10k|test|valid|val|validation)[-.](images|labels)[-.]idx\\d-(ubyte|float)(\\.gz)?");

    private enum Part {
        TRAIN("train"),
        VALIDATION("valid"),
        TEST("test");

        final String fileName;

        Part(String fileName) {
            this.fileName = fileName;
        }

        static Part named(String name) {
            return switch (name) {
                case "train" -> TRAIN;
                case "t10k", "test" -> TEST;
                default -> VALIDATION;
            };
        }
    }

    private final Path folder;
    private final Map<Part, Path> images = new EnumMap<>(Part.class);
    private final Map<Part, Path> labels = new EnumMap<>(Part.class);

    private IdxFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads every part that the folder holds.
     *
     * @throws DataFileException where the folder, the training or the test part is missing, or a file is broken
     */
    static Splits read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new DataFileException(
                    folder,
                    Files.exists(folder) ? "is not a folder" : "no such folder; give the one with the IDX files");
        }
        IdxFolder found = new IdxFolder(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                found.add(file);
            }
        }
        return found.splits();
    }

    private void add(Path file) throws DataFileException {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            return;
        }
        Part part = Part.named(name.group(1));
        Map<Part, Path> kind = name.group(2).equals("images") ? images : labels;
        Path other = kind.get(part);
        // Sorted: the plain file of a pair comes first, and stays.
        if (other != null && !file.getFileName().toString().equals(other.getFileName() + ".gz")) {
            throw new DataFileException(
                    folder,
                    "has both " + other.getFileName() + " and " + file.getFileName() + "; move one of them away");
        }
        kind.putIfAbsent(part, file);
    }

    private Splits splits() throws IOException {
        IdxDataset train = part(Part.TRAIN);
        IdxDataset test = part(Part.TEST);
        boolean separate = images.containsKey(Part.VALIDATION) || labels.containsKey(Part.VALIDATION);
        IdxDataset validation = separate ? part(Part.VALIDATION) : null;

        int classes = Math.max(train.labels().size(), test.labels().size());
        classes = separate ? Math.max(classes, validation.labels().size()) : classes;
        train = train.withClasses(classes);
        test = sameShape(train, test).withClasses(classes);
        if (separate) {
            return new Splits(train, sameShape(train, validation).withClasses(classes), test);
        }
        int kept = (train.size() + VALIDATION_SHARE - 1) / VALIDATION_SHARE;
        if (kept == train.size()) {
            throw new DataFileException(
                    images.get(Part.TRAIN), "holds one picture, which cannot be both learnt from and validated with");
        }
        return new Splits(
                new Subset(train, 0, train.size() - kept), new Subset(train, train.size() - kept, train.size()), test);
    }

    private IdxDataset part(Part part) throws IOException {
        Path image = images.get(part);
        Path label = labels.get(part);
        if (image == null || label == null) {
            String what = image == null ? "images" : "labels";
            String example = part.fileName + "-" + what + "-idx" + (image == null ? 3 : 1) + "-ubyte";
            String also = part == Part.TEST ? " (or t10k-" + what + "-…)" : "";
            throw new DataFileException(
                    folder,
                    "has no " + what + " of the " + part.fileName + " part; looked for " + example + also
                            + ", plain or .gz");
        }
        return IdxDataset.read(image, label);
    }

    private static IdxDataset sameShape(IdxDataset train, IdxDataset other) throws DataFileException {
        if (!train.shape().equals(other.shape())) {
            throw new DataFileException(
                    Path.of(other.name()),
                    "has pictures of " + other.shape() + ", but " + train.name() + " of " + train.shape()
                            + "; the parts of a set have one shape");
        }
        return other;
    }
}
