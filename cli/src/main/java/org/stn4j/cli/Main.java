package org.stn4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Where the program starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        StandardError.install();
        Results results = new Results(new FileOutputStream(FileDescriptor.out));
        PrintWriter err = error(System.err);
        int exitCode = run(results.writer(), err, arguments);
        Optional<String> loss = results.loss();
        if (loss.isPresent() && exitCode == ExitCode.DONE) {
            exitCode = ExitCode.FAILED;
            if (!Results.isReaderGone(loss.get())) {
                err.println("stn4j: standard output cannot be written: " + loss.get());
            }
        }
        System.exit(exitCode);
    }

    private static PrintWriter error(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /**
     * Runs one command to its end.
     *
     * @param out where results go
     * @param err where progress, warnings and errors go
     * @return the exit code, see {@link ExitCode}
     */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        try (Interrupt interrupt = new Interrupt(err)) {
            Stn4jCommand command = new Stn4jCommand(interrupt);
            CommandLine line = commandLine(command, Commands.neededBy(arguments))
                    .setOut(out)
                    .setErr(err);
            int code = run(line, command, arguments);
            // Before the interrupt is closed: from then on the process may end at any time.
            out.flush();
            err.flush();
            return interrupt.getAsBoolean() ? ExitCode.INTERRUPTED : code;
        }
    }

    private static int run(CommandLine line, Stn4jCommand command, String... arguments) {
        ConfiguredCall call;
        try {
            call = ConfiguredCall.of(line, arguments);
        } catch (ParameterException wrong) {
            return new ErrorLines(command).handleParseException(wrong, arguments);
        }
        ErrorLines errors = new ErrorLines(command, call.places());
        line.setParameterExceptionHandler(errors).setExecutionExceptionHandler(errors);
        return execute(line, errors, call.arguments().toArray(String[]::new));
    }

    /** picocli hands on exceptions, and lets a JVM's errors through. */
    private static int execute(CommandLine line, ErrorLines errors, String... arguments) {
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            errors.print(
                    line.getErr(),
                    line.getCommandName(),
                    "the memory is used up (" + e.getMessage() + "); take smaller batches or pictures, or give Java"
                            + " more of it with STN4J_JAVA_OPTS=-Xmx8g",
                    e);
        } catch (LinkageError e) {
            errors.print(line.getErr(), line.getCommandName(), ErrorLines.words(e), e);
        }
        return ExitCode.FAILED;
    }

    /** The program with all of its commands. */
    static CommandLine commandLine(Stn4jCommand command) {
        return commandLine(command, Commands.NAMES);
    }

    private static CommandLine commandLine(Stn4jCommand command, List<String> commands) {
        CommandLine line = new CommandLine(command);
        commands.forEach(name -> line.addSubcommand(name, Commands.named(name)));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // What begins with @ is a name like any other; options in a file have --config.
        line.setExpandAtFiles(false);
        Converters.register(line);
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show the version.")
                        .build());
        addHelp(line);
        return line;
    }

    private static void addHelp(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        spec.usageMessage().sortOptions(false);
        command.getSubcommands().values().forEach(Main::addHelp);
    }
}
