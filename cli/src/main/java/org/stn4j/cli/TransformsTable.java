package org.stn4j.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stn4j.nn.file.AtomicFile;
import org.stn4j.train.rectify.Corners;
import org.stn4j.train.rectify.Rectified;
import org.stn4j.train.rectify.RectifyJob;

/**
 * The file that says what transformers did with pictures: a line for each picture that was written and transformer.
 *
 * <p>A picture has its lines as soon as it is there, in the order in which pictures are done: so the file is true of the
 * folder at whatever moment the program is killed. In the end the lines are put into the order of the pictures.
 */
final class TransformsTable implements AutoCloseable {
    private static final String HEADER = Csv.lineOf(
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

    private final Path file;
    private final List<Path> names;
    private final String[] lines;
    private final FileChannel channel;

    /**
     * A table without lines yet, in the place of an earlier one.
     *
     * @param names of the pictures, below the folders that were given
     * @throws IOException if the file cannot be written; one line that names it
     */
    TransformsTable(Path file, List<Path> names) throws IOException {
        this.file = file;
        this.names = names;
        this.lines = new String[names.size()];
        AtomicFile.write(file, HEADER.getBytes(StandardCharsets.UTF_8));
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /**
     * Adds a picture that was written.
     *
     * @param picture its place among the names
     * @throws IOException if the file cannot be written; one line that names it
     */
    void add(int picture, RectifyJob.Written written) throws IOException {
        String text = text(names.get(picture), written);
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
        lines[picture] = text;
    }

    /** Number of pictures in it. */
    long pictures() {
        return Arrays.stream(lines).filter(Objects::nonNull).count();
    }

    /**
     * Puts the lines into the order of the pictures.
     *
     * @throws IOException if the file cannot be written; it then stays as it is
     */
    void sort() throws IOException {
        String text = Arrays.stream(lines).filter(Objects::nonNull).collect(Collectors.joining("", HEADER, ""));
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Path name, RectifyJob.Written written) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < written.views().size(); i++) {
            Rectified.View view = written.views().get(i);
            List<Object> cells = new ArrayList<>();
            cells.add(name.toString().replace('\\', '/'));
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
