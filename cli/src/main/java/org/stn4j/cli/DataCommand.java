package org.stn4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Data sets: which there are, how to get them, how they look. */
@Command(
        name = "data",
        description = "Lists, fetches and shows data sets.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DataListCommand.class, DataFetchCommand.class, DataPreviewCommand.class})
final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, fetch or preview");
    }
}
