package org.stn4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link Main} in a JVM of its own. */
final class MainProcess {
    private MainProcess() {}

    static ProcessBuilder of(List<String> jvmOptions, Object... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.library.path=");
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        for (Object word : words) {
            command.add(word.toString());
        }
        return new ProcessBuilder(command);
    }
}
