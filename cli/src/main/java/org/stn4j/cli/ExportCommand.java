package org.stn4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.stn4j.data.DataSource;
import org.stn4j.nn.Model;
import org.stn4j.onnx.OnnxExport;
import org.stn4j.onnx.Opset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a model in a form that other programs run. */
@Command(
        name = "export",
        description = {
            "Writes a model as one file that other programs run.",
            "It takes pixels from 0 to 255, any number of pictures at a time, and answers with the probability of each"
                    + " label, where the network looked (theta), and what it saw there."
        })
final class ExportCommand implements Callable<Integer> {
    static final List<String> FORMATS = List.of("onnx");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, or the folder of a run.")
    private Path path;

    @Option(
            names = "--format",
            completionCandidates = Choices.OfFormats.class,
            paramLabel = "FORMAT",
            defaultValue = "onnx",
            description = "onnx (default and only one so far).")
    private String format;

    @Option(
            names = "--opset",
            completionCandidates = Choices.OfOpsets.class,
            paramLabel = "N",
            defaultValue = "16",
            description = "Version of ONNX's operators: 16 (default), which most programs understand, or 20, with"
                    + " AffineGrid in it.")
    private int opset;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write; by default beside the model, with the ending .onnx.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (!FORMATS.contains(format)) {
            throw new IllegalArgumentException(
                    "there is no export to '" + format + "'; choose " + String.join(" or ", FORMATS));
        }
        Opset operators = Opset.of(opset);
        Model model = ModelUse.read(path);
        Path source = ModelUse.file(path);
        Path file = out == null ? Path.of(FileNames.withoutSuffix(source) + ".onnx") : out;
        if (Files.exists(file) && Files.isSameFile(file, source)) {
            throw new IllegalArgumentException(
                    "this would overwrite " + file + " itself; choose another one with --out");
        }
        OnnxExport.write(file, forOthers(model), operators);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "wrote %s (opset %d, %.1f MB): pixels [N, %d, %d, %d] from 0 to 255 in, scores, theta and"
                                + " rectified out%n",
                        file,
                        operators.version(),
                        Files.size(file) / 1e6,
                        model.network().input().channels(),
                        model.network().input().height(),
                        model.network().input().width());
        return ExitCode.DONE;
    }

    /** The model without the folders of this machine in which its data lie. */
    private static Model forOthers(Model model) {
        Map<String, String> provenance = new HashMap<>(model.provenance());
        provenance.computeIfPresent("data", (key, source) -> nameOnly(source));
        return model.withProvenance(provenance);
    }

    private static String nameOnly(String source) {
        try {
            return DataSource.parse(source).nameOnly().toString();
        } catch (IllegalArgumentException e) {
            // A program's own words for its data.
            return source;
        }
    }
}
