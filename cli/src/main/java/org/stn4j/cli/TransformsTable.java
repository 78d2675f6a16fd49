package org.stn4j.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stn4j.nn.file.AtomicFile;
import org.stn4j.train.rectify.Corners;
import org.stn4j.train.rectify.Rectified;
import org.stn4j.train.rectify.RectifyJob;

/**
 * The file that says what transformers did with the pictures of a folder: a line for each picture and transformer, by the
 * pictures' names.
 *
 * <p>A picture has its lines as soon as it is there, behind those that it may have from an earlier call. So the file is
 * true of the folder at whatever moment the program is killed, if a picture's last lines are taken. In the end each has one
 * set of them.
 */
final class TransformsTable implements AutoCloseable {
    private static final List<String> COLUMNS = List.of(
            "path",
            "label",
            "probability",
            "height",
            "width",
            "transformer",
            "transform",
            "theta",
            "top_left_x",
            "top_left_y",
            "top_right_x",
            "top_right_y",
            "bottom_right_x",
            "bottom_right_y",
            "bottom_left_x",
            "bottom_left_y");
    private static final String HEADER = Csv.lineOf(COLUMNS.toArray());
    private static final String FIRST_TRANSFORMER = "1";

    private final Path file;
    private final List<Path> names;
    private final SortedMap<String, String> lines;
    private final FileChannel channel;
    private int added;

    /**
     * A table with the lines of earlier calls whose pictures are still there.
     *
     * @param names of the pictures that may be added, below the folders that were given
     * @throws IOException if the file cannot be read or written; one line that names it
     */
    TransformsTable(Path file, List<Path> names) throws IOException {
        this.file = file;
        this.names = names;
        this.lines = earlier(file);
        sort();
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** What earlier calls wrote of pictures that are still there; nothing if the file is no such table. */
    private static SortedMap<String, String> earlier(Path file) throws IOException {
        SortedMap<String, String> lines = new TreeMap<>();
        if (!Files.isRegularFile(file)) {
            return lines;
        }
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord record : records) {
                if (!record.getHeader().equals(COLUMNS)) {
                    break;
                }
                String name = record.getField("path");
                if (isThere(file.resolveSibling(name))) {
                    boolean first = record.getField("transformer").equals(FIRST_TRANSFORMER);
                    lines.merge(
                            name,
                            Csv.lineOf(record.getFields().toArray()),
                            first ? (before, line) -> line : String::concat);
                }
            }
            return lines;
        } catch (CsvParseException | UncheckedIOException | InvalidPathException e) {
            return new TreeMap<>();
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + AtomicFile.reason(e), e);
        }
    }

    /** Whether there is what a picture of this name was rectified to. */
    private static boolean isThere(Path name) {
        return Files.exists(Path.of(FileNames.withoutSuffix(name) + RectifyTargets.SUFFIX))
                || Files.exists(Path.of(name + RectifyTargets.SUFFIX));
    }

    /**
     * Adds a picture that was written.
     *
     * @param picture its place among the names
     * @throws IOException if the file cannot be written; one line that names it
     */
    void add(int picture, RectifyJob.Written written) throws IOException {
        String name = names.get(picture).toString().replace('\\', '/');
        String text = text(name, written);
        long before = channel.size();
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            // A full disk may have taken a part of it.
            channel.truncate(before);
            throw new IOException("cannot write " + file + ": " + AtomicFile.reason(e), e);
        }
        lines.put(name, text);
        added++;
    }

    /** Number of pictures that were added. */
    int added() {
        return added;
    }

    /**
     * Puts the lines into the order of the pictures' names.
     *
     * @throws IOException if the file cannot be written; it then stays as it is
     */
    void sort() throws IOException {
        AtomicFile.write(file, (HEADER + String.join("", lines.values())).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String name, RectifyJob.Written written) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < written.views().size(); i++) {
            Rectified.View view = written.views().get(i);
            List<Object> cells = new ArrayList<>();
            cells.add(name);
            cells.add(written.label());
            cells.add(written.probability());
            cells.add(written.height());
            cells.add(written.width());
            cells.add(i + 1);
            cells.add(view.transform());
            cells.add(IntStream.range(0, view.theta().length)
                    .mapToObj(k -> Float.toString(view.theta()[k]))
                    .collect(Collectors.joining(" ")));
            if (view.corners().isPresent()) {
                for (Corners.Place place : view.corners().get().places()) {
                    cells.add(pixels(place.x()));
                    cells.add(pixels(place.y()));
                }
            } else {
                IntStream.range(0, 8).forEach(k -> cells.add(null));
            }
            text.append(Csv.lineOf(cells.toArray()));
        }
        return text.toString();
    }

    private static String pixels(double coordinate) {
        return Double.isFinite(coordinate) ? String.format(Locale.ROOT, "%.2f", coordinate) : "";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
