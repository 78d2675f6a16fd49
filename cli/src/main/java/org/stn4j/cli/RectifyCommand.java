package org.stn4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.stn4j.data.picture.PictureFile;
import org.stn4j.data.picture.PictureInput;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Engine;
import org.stn4j.nn.Look;
import org.stn4j.nn.ModelCard;
import org.stn4j.nn.Preprocessing;
import org.stn4j.warp.Planes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes pictures as a network sees them after its transformer. */
@Command(
        name = "rectify",
        description = {
            "Writes each picture as the network sees it after its spatial transformer, as PNG.",
            "Names are kept, those of folders within a given folder too."
        })
final class RectifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Stn4jCommand parent;

    @Mixin
    private ModelUse use;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH", description = "Picture files, or folders of them.")
    private List<Path> paths;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
    private Path out;

    @Option(
            names = "--transformer",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which of the network's transformers, in their order; the first by default.")
    private int transformer;

    @Mixin
    private PictureOptions options;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Map<Path, Path> targets;
        int written = 0;
        try (OpenModel model = use.open()) {
            PictureInput input = options.input(model.card().network());
            targets = targets(PictureList.of(paths));
            Engine engine = model.engine();
            for (Map.Entry<Path, Path> target : targets.entrySet()) {
                try {
                    Answer answer = engine.answer(input.of(PictureFile.read(target.getKey())), 1);
                    Planes seen = seen(look(answer, model.card()), model.card().preprocessing());
                    Folders.create(target.getValue().toAbsolutePath().getParent());
                    PngFile.write(target.getValue(), seen.toImage());
                    written++;
                } catch (IOException e) {
                    new ErrorLines(parent).print(err, spec.qualifiedName(), e.getMessage(), e);
                }
            }
        }
        spec.commandLine().getOut().println("wrote " + written + " of " + targets.size() + " pictures to " + out);
        return written == targets.size() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Where each picture goes. */
    private Map<Path, Path> targets(PictureList pictures) {
        Map<Path, Path> targets = new LinkedHashMap<>();
        Map<Path, Path> sources = new HashMap<>();
        for (PictureList.Entry picture : pictures.entries()) {
            String name = picture.name().toString();
            int dot = name.lastIndexOf('.');
            Path target = out.resolve((dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name) + ".png");
            Path other = sources.putIfAbsent(target, picture.file());
            if (other != null && !other.equals(picture.file())) {
                throw new IllegalArgumentException(other + " and " + picture.file() + " would both be written to "
                        + target + "; rectify them into different folders");
            }
            if (Files.exists(target) && isSame(target, picture.file())) {
                throw new IllegalArgumentException(
                        "this would overwrite " + picture.file() + " itself; choose another folder with --out");
            }
            targets.put(picture.file(), target);
        }
        return targets;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            // One of them cannot be looked at; reading it will say why.
            return false;
        }
    }

    private Look look(Answer answer, ModelCard model) {
        List<Look> looks = answer.looks();
        if (looks.isEmpty()) {
            throw new IllegalArgumentException("the network " + model.network().name()
                    + " has no spatial transformer; rectify needs a model with one, such as st-cnn");
        }
        if (transformer < 1 || transformer > looks.size()) {
            throw new IllegalArgumentException(
                    "--transformer is from 1 to " + looks.size() + " for this network, not " + transformer);
        }
        return looks.get(transformer - 1);
    }

    /** The transformer's output as a picture; what preprocessing did to the pixels is taken back. */
    private static Planes seen(Look look, Preprocessing preprocessing) {
        if (look.channels() != 1 && look.channels() != 3) {
            throw new IllegalArgumentException("the transformer " + look.path() + " works on " + look.channels()
                    + " feature maps, which are no picture; choose another one with --transformer");
        }
        float[] values = look.output(0, 1);
        int pixels = look.warp().geometry().output().pixels();
        if (look.channels() == preprocessing.channels()) {
            for (int i = 0; i < values.length; i++) {
                int channel = i / pixels;
                values[i] = values[i] * preprocessing.deviation().get(channel)
                        + preprocessing.mean().get(channel);
            }
        }
        return new Planes(look.channels(), look.warp().geometry().output(), values);
    }
}
