package org.stn4j.bench;

import java.util.List;

/**
 * The speedups of several rows together.
 *
 * @param geomeanSpeedup their geometric mean; 0 where there are none
 * @param minSpeedup the worst of them
 * @param minShape where that was
 */
public record Speedups(double geomeanSpeedup, double minSpeedup, String minShape) {

    static Speedups of(List<KernelRow> rows) {
        double logarithms = 0;
        KernelRow least = null;
        for (KernelRow row : rows) {
            logarithms += Math.log(row.speedup());
            if (least == null || row.speedup() < least.speedup()) {
                least = row;
            }
        }
        return least == null
                ? new Speedups(0, 0, "")
                : new Speedups(Math.exp(logarithms / rows.size()), least.speedup(), least.shape());
    }
}
