package org.stn4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.stn4j.nn.ModelCard;
import org.stn4j.nn.Summary;
import org.stn4j.nn.torch.Torch;
import org.stn4j.train.Machine;
import org.stn4j.train.Versions;
import org.stn4j.warp.kernel.Backend;
import org.stn4j.warp.kernel.Kernels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what this program runs on, or what is in a model. */
@Command(
        name = "info",
        description = "Shows versions, devices, and which kernels are used and why; or what is in a model.")
final class InfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "MODEL",
            description = "Show this model, a file or the folder of a run: its layers, labels and origin.")
    private Path model;

    /** What {@code --json} prints. */
    private record Installation(
            String stn4j,
            String commit,
            String java,
            String libtorch,
            String os,
            String cpu,
            int processors,
            long memoryGibibytes,
            Map<String, String> libraries,
            List<String> devices,
            Map<String, String> simd,
            String problem) {}

    /** What {@code MODEL --json} prints. */
    private record Description(
            String network,
            String input,
            List<String> labels,
            long parameters,
            long multiplyAdds,
            Map<String, String> provenance,
            List<Map<String, Object>> layers) {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (model != null) {
            describe(ModelUse.card(model), out);
            return ExitCode.DONE;
        }
        Installation here = installation();
        out.print(json ? Json.text(here) + System.lineSeparator() : text(here));
        return here.problem() == null ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static Installation installation() {
        Versions versions = Versions.current();
        Machine machine = Machine.current();
        Map<String, String> libraries = Map.of();
        List<String> devices = List.of();
        String problem = null;
        try {
            libraries = Torch.versions();
            devices = devices();
        } catch (IllegalStateException e) {
            // The rest is what somebody needs to know who looks for the reason.
            problem = e.getMessage();
        }
        Map<String, String> simd = new LinkedHashMap<>();
        simd.put("backend", Kernels.active().name());
        simd.put("reason", Backend.reason());
        return new Installation(
                versions.version(),
                versions.commit(),
                machine.java(),
                libraries.get("libtorch"),
                machine.system(),
                machine.processor(),
                machine.processors(),
                machine.memoryGibibytes(),
                libraries,
                devices,
                simd,
                problem);
    }

    private static List<String> devices() {
        List<String> devices = new ArrayList<>(List.of("cpu"));
        if (Torch.hasCuda()) {
            devices.add("cuda");
        }
        return devices;
    }

    private static String text(Installation here) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("stn4j", here.stn4j() + " (commit " + here.commit() + ")");
        rows.put("java", here.java());
        rows.putAll(here.libraries());
        rows.put("system", here.os());
        rows.put("processor", here.cpu() + ", " + here.processors() + " for Java");
        rows.put("memory", here.memoryGibibytes() + " GiB");
        rows.put("devices", here.devices().isEmpty() ? "none" : String.join(", ", here.devices()));
        rows.put("kernels", here.simd().get("backend") + ": " + here.simd().get("reason"));
        if (here.problem() != null) {
            rows.put("problem", here.problem());
        }
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        rows.forEach((name, value) -> text.append(String.format("%-" + width + "s  %s%n", name, value)));
        return text.toString();
    }

    private void describe(ModelCard shown, PrintWriter out) {
        Summary summary = Summary.of(shown.network());
        if (json) {
            List<Map<String, Object>> layers = new ArrayList<>();
            for (Summary.Row row : summary.rows()) {
                Map<String, Object> layer = new LinkedHashMap<>();
                layer.put("path", row.path());
                layer.put("settings", row.settings());
                layer.put("output", row.output().toString());
                layer.put("parameters", row.parameters());
                layer.put("multiplyAdds", row.multiplyAdds());
                layers.add(layer);
            }
            out.println(Json.text(new Description(
                    summary.network(),
                    summary.input().toString(),
                    shown.labels(),
                    summary.parameters(),
                    summary.multiplyAdds(),
                    new TreeMap<>(shown.provenance()),
                    layers)));
            return;
        }
        out.println(summary);
        out.println("labels  " + String.join(" ", shown.labels()));
        new TreeMap<>(shown.provenance()).forEach((key, value) -> out.println(key + "  " + value));
    }
}
