package org.stn4j.data.picture;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The pictures of a folder or a table, found and not yet looked into.
 *
 * @param entries in the order of their names
 * @param problems what was found and cannot be used
 * @param others number of files that are no pictures by their names
 * @param notes what the user should know, a line each
 */
record Listing(List<Entry> entries, List<Problem> problems, int others, List<String> notes) {
    Listing {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /**
     * One picture.
     *
     * @param file where it is
     * @param name below the folder or the table's folder, with slashes
     * @param label name of its class
     * @param part the part that it is said to belong to
     */
    record Entry(Path file, String name, String label, Optional<Part> part) {}
}
