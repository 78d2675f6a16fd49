package org.stn4j.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.stn4j.nn.Network;
import org.stn4j.nn.torch.Torch;

/**
 * libtorch's training step in a process without the settings of memory and OpenMP that the launcher makes: as it is for
 * who starts a program of his own. Such settings are read when a process starts, so it takes another one.
 */
final class UnsetTraining {
    private UnsetTraining() {}

    /**
     * The median of the faster memory layout.
     *
     * @throws IllegalStateException if the process fails; one line
     */
    static double secondsPerStep(String network, TrainingSettings settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The same JVM, without debuggers and the like, which cannot serve two.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-agent") && !argument.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), UnsetTraining.class.getName(), network));
        command.add(String.valueOf(settings.threads()));
        command.add(String.valueOf(settings.batchSize()));
        command.add(String.valueOf(settings.rounds()));
        command.add(String.valueOf(settings.secondsPerTurn()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeAll(Conditions.SETTINGS);
        try {
            return result(builder.start());
        } catch (IOException e) {
            throw new IllegalStateException("libtorch's own process does not start: " + e.getMessage(), e);
        }
    }

    private static double result(Process process) throws IOException {
        // When this process is stopped, the other one has nobody left to work for.
        Thread end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(
                        "libtorch's own process ended with code " + code + "; leave out --unset to measure without it");
            }
            return Double.parseDouble(output.strip());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while libtorch's own process was running", e);
        } finally {
            removeHook(end);
        }
    }

    private static void removeHook(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // This process is being stopped this moment, and the hook does its work.
        }
    }

    /** The other process: network, threads, images, rounds and seconds; prints the seconds of a step. */
    public static void main(String[] args) {
        Torch.setThreads(Integer.parseInt(args[1]));
        Network network = TrainingBenchmark.network(args[0]);
        TrainingData data = TrainingData.noise(
                network.input(), Integer.parseInt(args[2]), network.output().values());
        try (PlainTraining plain = new PlainTraining(network, data, MemoryLayout.PLAIN);
                PlainTraining channelsLast = new PlainTraining(network, data, MemoryLayout.CHANNELS_LAST)) {
            double seconds = new SideBySide(Integer.parseInt(args[3]), Double.parseDouble(args[4]))
                    .measure(List.of(plain, channelsLast)).stream()
                            .mapToDouble(SideBySide.Timing::median)
                            .min()
                            .orElseThrow();
            System.out.println(seconds);
        }
        System.exit(0);
    }
}
