package org.stn4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stn4j.train.Versions;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual as a page for {@code man}, in roff with the macros of man(7).
 *
 * <p>Made from the same words as {@code --help}. picocli's own generator writes AsciiDoc, and what turns that into a page
 * is larger than this program.
 */
final class ManPage {
    private final CommandSpec program;
    private final StringBuilder text = new StringBuilder();

    ManPage(CommandSpec program) {
        this.program = program;
    }

    String text() {
        String name = program.name();
        text.append(".TH ")
                .append(name.toUpperCase(Locale.ROOT))
                .append(" 1 \"\" \"")
                .append(escaped(name + " " + Versions.current().version()))
                .append("\" \"User commands\"\n");
        section("NAME");
        String[] description = program.usageMessage().description();
        line(name + " - " + description[0].replaceAll("[.]$", ""));
        section("SYNOPSIS");
        text.append(bold(name)).append(' ').append(italic("COMMAND")).append(" ...\n");
        section("OPTIONS");
        line("Every command has these, but for --version, which stands alone.");
        program.options().forEach(this::option);
        section("COMMANDS");
        commands(program);
        section("ENVIRONMENT");
        variables();
        section("EXIT STATUS");
        statuses();
        return text.toString();
    }

    private void section(String title) {
        text.append(".SH ").append(title).append('\n');
    }

    private void commands(CommandSpec parent) {
        for (CommandLine line : parent.subcommands().values()) {
            CommandSpec command = line.getCommandSpec();
            if (command.subcommands().isEmpty()) {
                command(command);
            } else {
                commands(command);
            }
        }
    }

    private void command(CommandSpec command) {
        text.append(".SS ").append(escaped(command.qualifiedName())).append('\n');
        List<String> synopsis = new ArrayList<>(List.of(bold(command.qualifiedName())));
        List<OptionSpec> options = command.options().stream()
                .filter(option -> program.findOption(option.longestName()) == null)
                .toList();
        if (!options.isEmpty()) {
            synopsis.add("[" + italic("OPTIONS") + "]");
        }
        command.positionalParameters().forEach(parameter -> synopsis.add(synopsis(parameter)));
        text.append(String.join(" ", synopsis)).append('\n');
        for (String paragraph : command.usageMessage().description()) {
            text.append(".PP\n");
            line(paragraph);
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            item(italic(parameter.paramLabel()), parameter);
        }
        options.forEach(this::option);
    }

    private static String synopsis(PositionalParamSpec parameter) {
        String label = italic(parameter.paramLabel()) + (parameter.arity().max() > 1 ? "..." : "");
        return parameter.arity().min() == 0 ? "[" + label + "]" : label;
    }

    private void option(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : " " + italic(option.paramLabel());
        item(Stream.of(option.names()).map(ManPage::bold).collect(Collectors.joining(", ")) + value, option);
    }

    private void item(String head, ArgSpec argument) {
        text.append(".TP\n").append(head).append('\n');
        line(String.join(" ", argument.description()));
    }

    private void variables() {
        variable("STN4J_JAVA", "The JDK to use instead of the newest one that is found.");
        variable("STN4J_JAVA_OPTS", "More options for the JVM, such as -Xmx8g.");
        variable("STN4J_MAVEN_OPTS", "More options for the build, such as -Pgpu.");
        variable("STN4J_CACHE", "Where decoded pictures are kept: a folder, or off; ~/.cache/stn4j without it.");
    }

    private void variable(String name, String meaning) {
        text.append(".TP\n").append(bold(name)).append('\n');
        line(meaning);
    }

    private void statuses() {
        status(ExitCode.DONE, "Done.");
        status(ExitCode.FAILED, "It failed.");
        status(ExitCode.WRONG_CALL, "The call was wrong.");
        status(ExitCode.INTERRUPTED, "Interrupted.");
    }

    private void status(int code, String meaning) {
        variable(Integer.toString(code), meaning);
    }

    private void line(String words) {
        text.append(escaped(words)).append('\n');
    }

    private static String bold(String words) {
        return "\\fB" + escaped(words) + "\\fR";
    }

    private static String italic(String words) {
        return "\\fI" + escaped(words) + "\\fR";
    }

    /** Text that roff prints as it is: hyphens that can be copied, letters beyond ASCII by their numbers. */
    private static String escaped(String words) {
        StringBuilder escaped = new StringBuilder();
        words.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '"' -> escaped.append("\\(dq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                default -> {
                    if (c < 0x80) {
                        escaped.appendCodePoint(c);
                    } else {
                        escaped.append(String.format(Locale.ROOT, "\\[u%04X]", c));
                    }
                }
            }
        });
        // A dot at the beginning of a line would be a request.
        return escaped.length() > 0 && escaped.charAt(0) == '.' ? "\\&" + escaped : escaped.toString();
    }
}
