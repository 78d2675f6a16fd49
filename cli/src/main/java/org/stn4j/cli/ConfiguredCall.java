package org.stn4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stn4j.nn.FlatYaml;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * A call together with the options of the file that its {@code --config} names.
 *
 * <p>They come behind the command, as if they had been typed there, but for those that the call gives itself. So whatever
 * keeps a call, such as the provenance of a run, keeps all of it and needs the file no more.
 *
 * @param arguments the words of the whole call
 * @param places for each option out of the file, by its name with the dashes, where it stands; the beginning of a message
 */
record ConfiguredCall(List<String> arguments, Map<String, String> places) {
    static final String OPTION = "--config";

    /** Behind it, words are no options any more. */
    private static final String END_OF_OPTIONS = "--";

    ConfiguredCall {
        arguments = List.copyOf(arguments);
        places = Map.copyOf(places);
    }

    /** A command within a call, and the number of words up to and with its name. */
    private record Found(CommandLine command, int words) {}

    /**
     * Reads the file that a call names, if it names one.
     *
     * @throws ParameterException if the file cannot be read, or something in it is not right; one line
     */
    static ConfiguredCall of(CommandLine program, String... arguments) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        int end = words.contains(END_OF_OPTIONS) ? words.indexOf(END_OF_OPTIONS) : words.size();
        int at = 0;
        while (at < end && !name(words.get(at)).equals(OPTION)) {
            at++;
        }
        boolean attached = at < end && words.get(at).startsWith(OPTION + "=");
        if (at == end || (!attached && at + 1 == end)) {
            // Where the file's name is missing, picocli says so.
            return new ConfiguredCall(words, Map.of());
        }
        String word = words.remove(at);
        Path file = Path.of(attached ? word.substring(OPTION.length() + 1) : words.remove(at));
        Found found = command(program, words);
        if (given(words).contains(OPTION)) {
            throw new ParameterException(found.command(), OPTION + " is given twice; put all options into one file");
        }
        if (!found.command().getSubcommands().isEmpty()) {
            // Nor does a file's content matter where there is no command to take it.
            return new ConfiguredCall(words, Map.of());
        }
        return configured(found, words, file);
    }

    private static ConfiguredCall configured(Found found, List<String> words, Path file) {
        CommandSpec spec = found.command().getCommandSpec();
        Set<String> given = given(words);
        List<String> added = new ArrayList<>();
        Map<String, String> places = new LinkedHashMap<>();
        try {
            for (FlatYaml.Entry entry : ConfigFile.read(file)) {
                OptionSpec option = spec.findOption("--" + entry.name());
                List<String> asTyped = ConfigFile.words(entry, option, file);
                if (option == null || Stream.of(option.names()).noneMatch(given::contains)) {
                    added.addAll(asTyped);
                    places.put("--" + entry.name(), file + ", line " + entry.line() + ": ");
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(found.command(), e.getMessage(), e);
        }
        List<String> all = new ArrayList<>(words);
        all.addAll(found.words(), added);
        return new ConfiguredCall(all, places);
    }

    /** The innermost command that some words name. */
    private static Found command(CommandLine program, List<String> words) {
        Found found = new Found(program, 0);
        for (int i = 0; i < words.size(); i++) {
            CommandLine next = found.command().getSubcommands().get(words.get(i));
            if (next != null) {
                found = new Found(next, i + 1);
            } else if (!words.get(i).startsWith("-")) {
                break;
            }
        }
        return found;
    }

    /** The names of the options among some words. */
    private static Set<String> given(List<String> words) {
        return words.stream()
                .takeWhile(word -> !word.equals(END_OF_OPTIONS))
                .filter(word -> word.startsWith("-"))
                .map(ConfiguredCall::name)
                .collect(Collectors.toSet());
    }

    /** The name in a word such as {@code --epochs=3}. */
    static String name(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? word : word.substring(0, equals);
    }
}
