package org.stn4j.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what makes the shell complete the words of a call. */
@Command(
        name = "completion",
        description = {
            "Prints a script with which bash and zsh complete commands, options and their values.",
            "'source <(./stn4j completion)' loads it into the shell that is open; written into a file, it can be loaded"
                    + " by .bashrc or .zshrc."
        })
final class CompletionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandSpec program = spec.root();
        spec.commandLine().getOut().print(AutoComplete.bash(program.name(), program.commandLine()));
    }
}
