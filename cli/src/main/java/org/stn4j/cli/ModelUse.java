package org.stn4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.stn4j.nn.Model;
import org.stn4j.nn.ModelCard;
import org.stn4j.nn.ModelFile;
import org.stn4j.nn.torch.Torch;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.onnx.OnnxEngine;
import org.stn4j.train.RunDirectory;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model a command uses, and on what. */
final class ModelUse {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, or the folder of a run.")
    private Path path;

    @Option(
            names = "--device",
            completionCandidates = Choices.OfDevices.class,
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "cpu (default), cuda or cuda:N.")
    private String device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Processors to use; all by default.")
    private int threads;

    /** The file of the model. */
    Path file() {
        return file(path);
    }

    Model read() throws IOException {
        return read(path);
    }

    /**
     * Reads a model.
     *
     * @param path its file, or the folder of its run
     */
    static Model read(Path path) throws IOException {
        Path file = file(path);
        if (Files.isDirectory(path) && !Files.exists(file)) {
            throw new IOException(path + ": there is no " + file.getFileName() + " in this folder");
        }
        if (isExported(file)) {
            throw new IllegalArgumentException(file + " is an exported model, and only predict, rectify and info take"
                    + " those; give the model that it was made of");
        }
        return ModelFile.read(file);
    }

    /** Whether a file is an ONNX file, by its name. */
    private static boolean isExported(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    /** The model, exported or not, for one call at a time on all processors that the command may use. */
    OpenModel open() throws IOException {
        return open(threads());
    }

    /**
     * The model, exported or not, for as many workers beside each other as processors may be used.
     *
     * @throws IllegalArgumentException if there is no such device; one line
     */
    OpenModel openForWorkers() throws IOException {
        OpenModel model = open(1);
        if (!isExported(path)) {
            Torch.requireDevice(device);
        }
        return model;
    }

    private OpenModel open(int threadsOfACall) throws IOException {
        if (isExported(path)) {
            if (!device.equals("cpu")) {
                throw new IllegalArgumentException("an exported model runs on the cpu, not on '" + device + "'");
            }
            OnnxEngine engine = OnnxEngine.open(path, threadsOfACall);
            return new OpenModel(engine.card(), engine);
        }
        Model model = read();
        return new OpenModel(model.card(), () -> open(model), () -> {
            // libtorch keeps this for each of Java's threads.
            Torch.setThreads(1);
            return new Predictor(model, device);
        });
    }

    /** What a model is, exported or not. */
    static ModelCard card(Path path) throws IOException {
        if (isExported(path)) {
            try (OnnxEngine engine = OnnxEngine.open(path, 1)) {
                return engine.card();
            }
        }
        return read(path).card();
    }

    /** The file of a model, for the folder of a run too. */
    static Path file(Path path) {
        return Files.isDirectory(path) ? new RunDirectory(path).model() : path;
    }

    /** The model, ready for use. */
    Predictor open(Model model) {
        Torch.setThreads(threads());
        return new Predictor(model, device);
    }

    String device() {
        return device;
    }

    int threads() {
        if (threads < 0) {
            throw new IllegalArgumentException(
                    "the number of threads is 1 or more, or 0 for all processors, not " + threads);
        }
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
