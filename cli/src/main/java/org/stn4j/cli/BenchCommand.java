package org.stn4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measurements side by side with libtorch. */
@Command(
        name = "bench",
        description = "Measures speed side by side with libtorch; leave the machine alone meanwhile.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchKernelsCommand.class,
            BenchTrainingCommand.class,
            BenchScalingCommand.class,
            BenchRectifyCommand.class,
            BenchPredictCommand.class,
            BenchDataCommand.class
        })
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to measure: " + String.join(" or ", spec.subcommands().keySet()));
    }
}
