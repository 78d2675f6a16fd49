package org.stn4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the manual. */
@Command(
        name = "man",
        description = {
            "Prints the manual page, with all commands and options.",
            "'./stn4j man | man -l -' shows it; a file stn4j.1 of it is found by man where it lies in a folder man1 of"
                    + " MANPATH."
        })
final class ManCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().print(new ManPage(spec.root()).text());
    }
}
