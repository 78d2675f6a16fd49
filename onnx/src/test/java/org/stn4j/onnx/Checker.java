package org.stn4j.onnx;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.onnx.global.onnx;

/**
 * ONNX's own checker: the file format, every operator against its published schema, and the inference of all shapes.
 *
 * <p>In a process of its own: it and libtorch bring their own copies of one library, and together they crash.
 */
final class Checker implements AutoCloseable {
    private static final String FINE = "fine";

    private final Process process;
    private final PrintWriter files;
    private final BufferedReader verdicts;

    Checker() throws IOException {
        String classPath = String.join(
                File.pathSeparator,
                Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                        .filter(entry -> !entry.contains("pytorch") && !entry.contains("openblas"))
                        .toList());
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx200m",
                        "-cp",
                        classPath,
                        Checker.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        files = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        verdicts = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Checks the files that standard input names, line by line. */
    public static void main(String... arguments) throws IOException {
        BufferedReader files = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String file = files.readLine(); file != null; file = files.readLine()) {
            String verdict = FINE;
            try {
                boolean inferShapes = true;
                onnx.check_model(file, inferShapes, false, false);
            } catch (RuntimeException e) {
                verdict = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
            }
            System.out.println(verdict);
        }
    }

    /** @throws AssertionError with the checker's words if a file is not right */
    void check(Path file) throws IOException {
        String verdict = verdict(file);
        if (!FINE.equals(verdict)) {
            throw new AssertionError("ONNX's checker: " + verdict);
        }
    }

    /** What the checker says of a file; null if it is gone. */
    String verdict(Path file) throws IOException {
        files.println(file);
        return verdicts.readLine();
    }

    @Override
    public void close() {
        files.close();
        process.destroy();
    }
}
