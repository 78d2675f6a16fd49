package org.stn4j.cli;

import java.util.List;
import java.util.Set;
import org.stn4j.train.Versions;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of a call as text that {@code --config} reads. */
final class ConfigText {
    /** Where a run lies is not what it does; the same place again would overwrite it. */
    private static final Set<String> LEFT_OUT = Set.of("--out", "--resume", "--debug");

    private ConfigText() {}

    /** The options that were given, in the order in which the help has them. */
    static String of(ParseResult call) {
        StringBuilder text = new StringBuilder("# ./stn4j " + call.commandSpec().name()
                + " --config with this file does the same again. What is not here was left to the defaults of stn4j "
                + Versions.current().version() + ".\n");
        for (OptionSpec option : call.commandSpec().options()) {
            if (call.hasMatchedOption(option) && !LEFT_OUT.contains(option.longestName())) {
                List<String> values = option.arity().max() == 0 ? List.of("true") : option.originalStringValues();
                text.append(option.longestName().substring(2))
                        .append(": ")
                        .append(value(values))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String value(List<String> values) {
        return values.size() == 1
                ? quoted(values.get(0))
                : "["
                        + String.join(
                                ", ", values.stream().map(ConfigText::quoted).toList()) + "]";
    }

    /** A value as it is where that cannot be misread; otherwise as JSON has it, which YAML reads too. */
    private static String quoted(String value) {
        boolean plain = value.matches("[A-Za-z0-9][A-Za-z0-9._/-]*") && !value.equalsIgnoreCase("null");
        return plain ? value : Json.text(value);
    }
}
