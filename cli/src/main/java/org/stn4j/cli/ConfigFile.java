package org.stn4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.stn4j.nn.FlatYaml;
import org.stn4j.nn.file.AtomicFile;
import picocli.CommandLine.Model.OptionSpec;

/** A YAML file of options: {@code epochs: 3} for {@code --epochs 3}, {@code json: true} for {@code --json}. */
final class ConfigFile {
    /** Far more than all options take, and little enough for a file that is something else. */
    private static final int LARGEST = 1 << 20;

    /** What makes no sense but in the call itself. */
    private static final Set<String> CALL_ONLY = Set.of("config", "help", "version");

    private ConfigFile() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it cannot be read or is no such file; one line that names it
     */
    static List<FlatYaml.Entry> read(Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + ": this is a folder, not a file of options");
        }
        String text = text(file);
        try {
            return FlatYaml.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + (e.getMessage().startsWith("line ") ? ", " : ": ") + e.getMessage(), e);
        }
    }

    private static String text(Path file) {
        // A stream: the shell's <(…) has no size.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IllegalArgumentException(file + ": this is larger than any file of options");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": this is not UTF-8 text", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": " + AtomicFile.reason(e), e);
        }
    }

    /**
     * An entry as it would be typed. One that no command knows is handed on, to be refused like a word of the call.
     *
     * @param option what it is for; null where the command has no such option
     * @throws IllegalArgumentException if it has too many values, or one that is none; one line
     */
    static List<String> words(FlatYaml.Entry entry, OptionSpec option, Path file) {
        String name = "--" + entry.name();
        if (CALL_ONLY.contains(entry.name())) {
            throw error(entry, file, name + " is for the command line alone");
        }
        if (!entry.name().matches("[A-Za-z0-9-]+")) {
            throw error(entry, file, "there is no option '" + name + "'");
        }
        if (option != null && option.arity().max() == 0) {
            return switch (entry.isList() ? "a list" : entry.values().get(0)) {
                case "true" -> List.of(name);
                case "false" -> List.of();
                default -> throw error(entry, file, entry.name() + " is true or false");
            };
        }
        if (option != null && entry.isList() && !option.isMultiValue()) {
            throw error(entry, file, entry.name() + " takes one value, not a list");
        }
        return entry.values().stream().map(value -> name + "=" + value).toList();
    }

    private static IllegalArgumentException error(FlatYaml.Entry entry, Path file, String message) {
        return new IllegalArgumentException(file + ", line " + entry.line() + ": " + message);
    }
}
