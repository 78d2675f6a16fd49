package org.stn4j.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What {@link KernelBenchmark} found.
 *
 * @param reading interpolation and padding
 * @param copyBytesPerSecond bytes read and written by a plain copy, on the same threads in the same run
 * @param geomeanSpeedup geometric mean of forward + backward over all sizes, with the gradient of θ and with both
 *     gradients; libtorch's time over ours
 * @param minSpeedup the worst of those
 * @param minShape where that was
 * @param passes the same for each pass
 * @param transforms the same for each transform, forward + backward
 */
public record KernelResults(
        Conditions conditions,
        String reading,
        double copyBytesPerSecond,
        double geomeanSpeedup,
        double minSpeedup,
        String minShape,
        Map<String, Speedups> passes,
        Map<String, Speedups> transforms,
        List<KernelRow> rows) {

    static KernelResults of(Conditions conditions, Reading reading, double copyBytesPerSecond, List<KernelRow> rows) {
        List<KernelRow> training = rows.stream()
                .filter(row -> !row.pass().equals(Pass.FORWARD.toString()))
                .toList();
        Speedups all = Speedups.of(training);
        return new KernelResults(
                conditions,
                reading.toString(),
                copyBytesPerSecond,
                all.geomeanSpeedup(),
                all.minSpeedup(),
                all.minShape(),
                grouped(rows, KernelRow::pass),
                grouped(training, KernelRow::transform),
                rows);
    }

    private static Map<String, Speedups> grouped(List<KernelRow> rows, Function<KernelRow, String> by) {
        Map<String, List<KernelRow>> groups =
                rows.stream().collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
        Map<String, Speedups> speedups = new LinkedHashMap<>();
        groups.forEach((name, group) -> speedups.put(name, Speedups.of(group)));
        return speedups;
    }

    /** For people, a few lines. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        text.append(conditions).append("; ").append(reading);
        text.append(String.format(
                Locale.ROOT,
                "%na plain copy moves %.1f GB/s%nforward + backward: %.2f times as fast as libtorch (geometric mean),"
                        + " at least %.2f times (%s)",
                copyBytesPerSecond / 1e9,
                geomeanSpeedup,
                minSpeedup,
                minShape));
        passes.forEach((name, speedups) -> text.append(part(name, speedups)));
        transforms.forEach((name, speedups) -> text.append(part(name + ", forward + backward", speedups)));
        return text.toString();
    }

    private static String part(String name, Speedups speedups) {
        return String.format(
                Locale.ROOT,
                "%n  %-40s %5.2f, at least %.2f (%s)",
                name,
                speedups.geomeanSpeedup(),
                speedups.minSpeedup(),
                speedups.minShape());
    }

    /** As Markdown, for a document. */
    public String markdown() {
        boolean autograd = rows.stream().anyMatch(row -> row.oursAutograd() != null);
        MarkdownTable times = MarkdownTable.of(
                "| | pass | stn4j |" + (autograd ? " by autograd |" : "") + " libtorch | | of a copy |",
                rows,
                KernelRow::markdown);
        Map<String, Speedups> means = new LinkedHashMap<>();
        means.put("forward + backward, all", new Speedups(geomeanSpeedup, minSpeedup, minShape));
        means.putAll(passes);
        transforms.forEach((name, speedups) -> means.put(name + ", forward + backward", speedups));
        String caption = String.format(
                Locale.ROOT,
                "%s; %s; a plain copy moves %.1f GB/s. Microseconds.",
                conditions,
                reading,
                copyBytesPerSecond / 1e9);
        return MarkdownTable.of(
                        "| geometric mean | | at least | |",
                        List.copyOf(means.entrySet()),
                        mean -> markdown(mean.getKey(), mean.getValue()))
                .below(times.below(caption));
    }

    private static String markdown(String name, Speedups speedups) {
        return String.format(
                Locale.ROOT,
                "| %s | **%.2f×** | %.2f× | %s |",
                name,
                speedups.geomeanSpeedup(),
                speedups.minSpeedup(),
                speedups.minShape());
    }
}
