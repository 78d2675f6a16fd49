package org.stn4j.data.picture;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stn4j.data.DataFileException;

/**
 * A folder of pictures, one folder for each class: all pictures below a class's folder, however deep, belong to it.
 *
 * <p>Where the folder has one named {@code train} (or {@code training}, {@code Final_Training}) with folders in it, those
 * are the classes, and folders named {@code val}, {@code valid}, {@code validation} or {@code test} beside it are the
 * other parts. A folder whose only content is one folder of folders stands for that one. Names that begin with a dot are
 * left alone; symbolic links are followed.
 */
final class PictureFolder {
    private static final int DEEPEST = 100;
    private static final String LEADS_UP = "is a link to a folder that it lies in";

    private final Path root;
    private final List<Listing.Entry> entries = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int others;

    private PictureFolder(Path root) {
        this.root = root;
    }

    /** @throws DataFileException if the folder cannot be read */
    static Listing list(Path root) throws DataFileException {
        if (!Files.isDirectory(root)) {
            throw new DataFileException(
                    root,
                    Files.exists(root)
                            ? "is not a folder; for a table of pictures write csv:FILE"
                            : "no such folder; give the one with a folder of pictures for each class");
        }
        PictureFolder found = new PictureFolder(root);
        try {
            found.read(unwrapped(root));
        } catch (IOException e) {
            throw new DataFileException(root, "cannot be read (" + e.getMessage() + ")", e);
        }
        found.entries.sort(Comparator.comparing(Listing.Entry::name));
        return new Listing(found.entries, found.problems, found.others, found.notes);
    }

    /** The folder, or the one within it that it only wraps. */
    static Path unwrapped(Path folder) throws IOException {
        Path inner = folder;
        for (int depth = 0; depth < DEEPEST; depth++) {
            List<Path> content = content(inner);
            List<Path> folders = content.stream().filter(Files::isDirectory).toList();
            boolean wraps = folders.size() == 1
                    && content.stream().noneMatch(PictureFile::hasPictureName)
                    && content(folders.get(0)).stream().anyMatch(Files::isDirectory)
                    && content(folders.get(0)).stream().noneMatch(PictureFile::hasPictureName);
            if (!wraps) {
                return inner;
            }
            inner = folders.get(0);
        }
        return inner;
    }

    private static List<Path> content(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !isHidden(file)).sorted().toList();
        }
    }

    private static boolean isHidden(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".") || name.equals("__MACOSX");
    }

    private void read(Path folder) throws IOException {
        Map<Part, Path> parts = new TreeMap<>();
        List<Path> rest = new ArrayList<>();
        for (Path inner : content(folder)) {
            Optional<Part> part =
                    Files.isDirectory(inner) ? Part.named(String.valueOf(inner.getFileName())) : Optional.empty();
            if (part.isPresent()
                    && !parts.containsKey(part.get())
                    && content(unwrapped(inner)).stream().anyMatch(Files::isDirectory)) {
                parts.put(part.get(), unwrapped(inner));
            } else {
                rest.add(inner);
            }
        }
        if (!parts.containsKey(Part.TRAIN)) {
            readClasses(folder, Optional.empty());
            return;
        }
        for (Map.Entry<Part, Path> part : parts.entrySet()) {
            readClasses(part.getValue(), Optional.of(part.getKey()));
        }
        for (Path inner : rest) {
            if (Files.isDirectory(inner)) {
                notes.add(name(inner) + " is left out: beside a folder " + name(parts.get(Part.TRAIN))
                        + ", only others named validation and test count, with a folder for each class");
            } else {
                others++;
            }
        }
    }

    private void readClasses(Path folder, Optional<Part> part) throws IOException {
        for (Path inner : content(folder)) {
            if (Files.isDirectory(inner)) {
                readClass(inner, part);
            } else if (PictureFile.hasPictureName(inner)) {
                problems.add(new Problem(name(inner), "lies in no class's folder"));
            } else {
                others++;
            }
        }
    }

    private void readClass(Path folder, Optional<Part> part) throws IOException {
        String label = String.valueOf(folder.getFileName());
        int before = entries.size();
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (directory.equals(folder)) {
                    return FileVisitResult.CONTINUE;
                }
                // Beyond it lie the other classes.
                boolean leadsUp =
                        Files.isSymbolicLink(directory) && folder.toRealPath().startsWith(directory.toRealPath());
                if (leadsUp) {
                    problems.add(new Problem(name(directory), LEADS_UP));
                }
                return leadsUp || isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!isHidden(file)) {
                    add(file, attributes, label, part);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                problems.add(new Problem(
                        name(file),
                        failure instanceof FileSystemLoopException ? LEADS_UP : PictureFile.reason(failure)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
                if (failure != null) {
                    problems.add(new Problem(name(directory), PictureFile.reason(failure)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        if (entries.size() == before) {
            notes.add("class " + label + " is left out: there is no picture in " + name(folder));
        }
    }

    private void add(Path file, BasicFileAttributes attributes, String label, Optional<Part> part) {
        if (!PictureFile.hasPictureName(file)) {
            others++;
        } else if (attributes.isSymbolicLink()) {
            problems.add(new Problem(name(file), "is a link that leads nowhere"));
        } else if (!attributes.isRegularFile()) {
            problems.add(new Problem(
                    name(file),
                    attributes.isDirectory() ? "lies deeper than " + DEEPEST + " folders" : "is no plain file"));
        } else {
            entries.add(new Listing.Entry(file, name(file), label, part));
        }
    }

    private String name(Path file) {
        String name = root.relativize(file).toString().replace('\\', '/');
        return name.isEmpty() ? root.toString() : name;
    }

    /** Labels in the order that people expect: numbers by their value, others by their letters. */
    static List<String> ordered(Set<String> labels) {
        boolean numbers = labels.stream().allMatch(label -> label.matches("[0-9]{1,9}"));
        Comparator<String> byText = Comparator.naturalOrder();
        TreeSet<String> sorted = new TreeSet<>(
                numbers ? Comparator.<String>comparingInt(Integer::parseInt).thenComparing(byText) : byText);
        sorted.addAll(labels);
        return List.copyOf(sorted);
    }
}
