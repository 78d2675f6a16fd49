package org.stn4j.data.picture;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stn4j.data.DataFileException;

/**
 * The layout of CUB-200-2011, photographs of birds: the pictures below {@code images}, and beside it text files with a
 * picture's number and something about it in each line: {@code images.txt} its path, {@code image_class_labels.txt} its
 * class's number, {@code train_test_split.txt} 1 where it is to be learned from and 0 where it is to be tested with.
 * {@code classes.txt} has the names of the classes, which are their numbers where it is missing.
 *
 * <p>Pictures are taken whole, as in Jaderberg et al. 2015: {@code bounding_boxes.txt} and the places of parts are not read.
 */
final class BirdsFolder {
    private final Path root;
    private final List<Problem> problems = new ArrayList<>();

    private BirdsFolder(Path root) {
        this.root = root;
    }

    /** @throws DataFileException if one of the files is not there or cannot be read */
    static Listing list(Path root) throws DataFileException {
        if (!Files.isDirectory(root)) {
            throw new DataFileException(
                    root,
                    Files.exists(root) ? "is not a folder" : "no such folder; give the one with images.txt in it");
        }
        return new BirdsFolder(root).read();
    }

    private Listing read() throws DataFileException {
        Map<String, String> paths = table("images.txt");
        Map<String, String> classes = table("image_class_labels.txt");
        Map<String, String> parts = table("train_test_split.txt");
        Map<String, String> names = Files.exists(root.resolve("classes.txt")) ? table("classes.txt") : Map.of();
        List<Listing.Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, String> picture : paths.entrySet()) {
            String name = picture.getValue();
            if (!seen.add(name)) {
                problems.add(new Problem("number " + picture.getKey(), name + " has an earlier number too"));
                continue;
            }
            String label = classes.get(picture.getKey());
            if (label == null) {
                problems.add(new Problem(name, "has no class in image_class_labels.txt"));
                continue;
            }
            Optional<Part> part = part(parts.get(picture.getKey()));
            if (part.isEmpty()) {
                problems.add(new Problem(name, "has neither 1 nor 0 in train_test_split.txt"));
                continue;
            }
            try {
                Path file = root.resolve("images").resolve(name);
                entries.add(new Listing.Entry(file, name, names.getOrDefault(label, label), part));
            } catch (InvalidPathException e) {
                problems.add(new Problem("images.txt", "'" + name + "' is no file's name"));
            }
        }
        return new Listing(entries, problems, 0, List.of());
    }

    private static Optional<Part> part(String isTraining) {
        if ("1".equals(isTraining)) {
            return Optional.of(Part.TRAIN);
        }
        return "0".equals(isTraining) ? Optional.of(Part.TEST) : Optional.empty();
    }

    /** What stands behind each picture's number, in the order of the lines. */
    private Map<String, String> table(String file) throws DataFileException {
        Path path = root.resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new DataFileException(
                    path, "no such file; the folder of CUB-200-2011 has it beside images, and so must this one");
        }
        Map<String, String> table = new LinkedHashMap<>();
        try {
            List<String> lines = Files.readAllLines(path, StandardCharsets.UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                String[] words = line.split("\\s+", 2);
                if (words.length == 2) {
                    if (table.putIfAbsent(words[0], words[1]) != null) {
                        problems.add(
                                new Problem(file + " line " + (i + 1), "number " + words[0] + " was there before"));
                    }
                } else if (!line.isEmpty()) {
                    problems.add(new Problem(file + " line " + (i + 1), "has no number and something behind it"));
                }
            }
        } catch (CharacterCodingException e) {
            throw new DataFileException(path, "is no text in UTF-8", e);
        } catch (IOException e) {
            throw new DataFileException(path, PictureFile.reason(e), e);
        }
        return table;
    }
}
