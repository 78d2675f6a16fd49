package org.stn4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stn4j.nn.Names;
import org.stn4j.nn.file.AtomicFile;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Errors as one line on standard error that says what is wrong and what to do; the stack trace only on demand.
 *
 * <p>An {@link IllegalArgumentException} means that the call was wrong, an {@link IOException} or an
 * {@link IllegalStateException} that it failed; their messages are meant to be read by the user. Anything else is a
 * mistake of this program and says so.
 *
 * @param places where options stand that are not from the command line, as {@link ConfiguredCall} has them
 */
record ErrorLines(Stn4jCommand root, Map<String, String> places)
        implements IParameterExceptionHandler, IExecutionExceptionHandler {

    ErrorLines(Stn4jCommand root) {
        this(root, Map.of());
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String message =
                wrong instanceof UnmatchedArgumentException unmatched ? unmatched(unmatched) : wrong.getMessage();
        String name = command.getCommandSpec().qualifiedName();
        message = place(wrong) + message;
        print(command.getErr(), name, message + (message.endsWith("?") ? " See " : "; see ") + name + " --help", wrong);
        return ExitCode.WRONG_CALL;
    }

    /** Where the option stands that is wrong, as the beginning of a message. */
    private String place(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return places.getOrDefault(
                    ConfiguredCall.name(unmatched.getUnmatched().get(0)), "");
        }
        return wrong.getArgSpec() instanceof OptionSpec option ? places.getOrDefault(option.longestName(), "") : "";
    }

    private static String unmatched(UnmatchedArgumentException wrong) {
        String word = wrong.getUnmatched().get(0);
        if (word.startsWith("-")) {
            word = ConfiguredCall.name(word);
        }
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        if (word.startsWith("-")) {
            return "there is no option '" + word + "'"
                    + hint(word, command.optionsMap().keySet());
        }
        return command.subcommands().isEmpty()
                ? "'" + word + "' is one argument too many"
                : "there is no command '" + word + "'"
                        + hint(word, command.subcommands().keySet());
    }

    private static String hint(String word, Set<String> known) {
        return nearest(word, known).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** The command or option that was most likely meant; the dashes before an option do not count. */
    static Optional<String> nearest(String word, Set<String> known) {
        Map<String, String> byName = new LinkedHashMap<>();
        known.forEach(name -> byName.put(withoutDashes(name), name));
        return Names.nearest(withoutDashes(word), byName.keySet()).map(byName::get);
    }

    private static String withoutDashes(String word) {
        return word.replaceFirst("^-+", "");
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        if (failure instanceof IllegalArgumentException) {
            print(err, name, failure.getMessage(), failure);
            return ExitCode.WRONG_CALL;
        }
        print(err, name, words(failure), failure);
        return ExitCode.FAILED;
    }

    /** What a failure says to the user. */
    static String words(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked) {
            return words(unchecked.getCause());
        }
        if (failure.getClass() == IOException.class || failure instanceof IllegalStateException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof IOException io) {
            // The JDK's own messages are often the file's name alone.
            String reason = AtomicFile.reason(io);
            String message = String.valueOf(io.getMessage());
            return message.contains(reason) ? message : message + ": " + reason;
        }
        return "internal error, which should not happen: " + failure + "; --debug shows where";
    }

    /** One line, of a failure whose cause tells nothing more. */
    static void print(PrintWriter err, String command, String message) {
        String line = String.valueOf(message).lines().findFirst().orElse("").strip();
        err.println(command + ": " + line);
        err.flush();
    }

    void print(PrintWriter err, String command, String message, Throwable cause) {
        print(err, command, message);
        if (root.debug()) {
            cause.printStackTrace(err);
        }
        err.flush();
    }
}
