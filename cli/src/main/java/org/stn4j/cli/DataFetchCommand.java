package org.stn4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.stn4j.nn.file.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Downloads MNIST, and checks that it is MNIST. */
@Command(
        name = "fetch",
        description = "Downloads a data set and checks it against the published sums; files that are there stay.")
final class DataFetchCommand implements Callable<Integer> {
    /** A mirror that its maintainers keep for programs; the original site asks not to be used by them. */
    private static final String MIRROR = "https://storage.googleapis.com/cvdf-datasets/mnist/";

    private static final List<PublishedFile> MNIST = List.of(
            // Its wrapper differs between mirrors; what it holds does not.
            new PublishedFile(
                    "train-images-idx3-ubyte.gz",
                    PublishedFile.Sum.OF_CONTENT,
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            new PublishedFile(
                    "train-labels-idx1-ubyte.gz",
                    PublishedFile.Sum.OF_FILE,
                    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
            new PublishedFile(
                    "t10k-images-idx3-ubyte.gz",
                    PublishedFile.Sum.OF_FILE,
                    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
            new PublishedFile(
                    "t10k-labels-idx1-ubyte.gz",
                    PublishedFile.Sum.OF_FILE,
                    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "mnist",
            description = "mnist, which is the only one so far.")
    private String name;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "data-sets/mnist",
            description = "Folder to put it into; data-sets/mnist by default.")
    private Path out;

    @Option(
            names = "--from",
            paramLabel = "URL",
            defaultValue = MIRROR,
            description = "Where the files are, if not on the usual mirror.")
    private URI from;

    @Override
    public Integer call() throws IOException {
        if (!name.equals("mnist")) {
            throw new IllegalArgumentException("there is no '" + name + "' to fetch; known is mnist");
        }
        PrintWriter err = spec.commandLine().getErr();
        Download download = new Download(from);
        Folders.create(out);
        List<PublishedFile> missing = missing();
        for (PublishedFile file : MNIST) {
            Path target = out.resolve(file.name());
            if (!missing.contains(file)) {
                err.println(target + " is there already");
                continue;
            }
            err.println("fetching " + target);
            byte[] content = download.fetch(file.name());
            if (!file.matches(content)) {
                throw new IOException(from.resolve(file.name()) + " is not the published file (its SHA-256 sum is"
                        + " another one); try again, or name another source with --from");
            }
            AtomicFile.write(target, content);
        }
        spec.commandLine().getOut().println("--data mnist:" + out);
        return ExitCode.DONE;
    }

    /** The files that are not there yet; others of the same names are not ours to overwrite. */
    private List<PublishedFile> missing() throws IOException {
        List<PublishedFile> missing = new ArrayList<>();
        for (PublishedFile file : MNIST) {
            Path target = out.resolve(file.name());
            if (!Files.exists(target)) {
                missing.add(file);
            } else if (!file.matches(Files.readAllBytes(target))) {
                throw new IOException(
                        target + " is there and is not MNIST's; give another folder with --out, or remove it");
            }
        }
        return missing;
    }
}
