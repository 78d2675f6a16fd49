package org.stn4j.cli;

import java.nio.file.Path;
import org.stn4j.train.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program as a whole: its commands, and the options that all of them have. */
@Command(
        name = "stn4j",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Stn4jCommand.Version.class,
        description = "Spatial transformer networks: trains them, uses them, and shows what they look at.",
        footer = {
            "",
            "stn4j COMMAND --help explains a command. Exit codes: 0 done, 1 it failed, 2 the call was wrong,"
                    + " 130 interrupted."
        })
final class Stn4jCommand implements Runnable {
    private final Interrupt interrupt;

    /** For the help alone: {@link ConfiguredCall} has read the file and taken the option away before picocli sees it. */
    @Option(
            names = ConfiguredCall.OPTION,
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Read options from a YAML file, by their long names, such as 'epochs: 3'. Those of the call"
                    + " itself win.")
    @SuppressWarnings("unused")
    private Path config;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    @Spec
    private CommandSpec spec;

    Stn4jCommand(Interrupt interrupt) {
        this.interrupt = interrupt;
    }

    boolean debug() {
        return debug;
    }

    Interrupt interrupt() {
        return interrupt;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** The version as the jar's manifest tells it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Versions versions = Versions.current();
            return new String[] {"stn4j " + versions.version() + " (commit " + versions.commit() + ")"};
        }
    }
}
