package org.stn4j.train.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a chart: which numbers it spans, where they lie, and which of them are written beside it.
 *
 * @param low the number at the start
 * @param high the number at the end, above {@code low}
 * @param logarithmic whether equal ratios take equal space; then {@code low} is above 0
 */
record Axis(double low, double high, boolean logarithmic) {

    /** A linear axis from 0 (or the lowest number if that is below) to a round number above the highest. */
    static Axis linear(List<Double> values) {
        double highest = values.stream().mapToDouble(v -> v).max().orElse(1);
        double lowest = Math.min(0, values.stream().mapToDouble(v -> v).min().orElse(0));
        if (highest <= lowest) {
            highest = lowest + 1;
        }
        double step = roundStep((highest - lowest) / 4);
        return new Axis(Math.floor(lowest / step) * step, Math.ceil(highest / step - 1e-9) * step, false);
    }

    /** A logarithmic axis around the numbers above 0; those at 0 lie at its start. */
    static Axis logarithmic(List<Double> values) {
        double lowest =
                values.stream().mapToDouble(v -> v).filter(v -> v > 0).min().orElse(0.1);
        double highest =
                values.stream().mapToDouble(v -> v).filter(v -> v > 0).max().orElse(1);
        double low = below(lowest * 0.95);
        double high = above(highest * 1.05);
        return new Axis(low, high > low ? high : low * 10, true);
    }

    /** An axis of whole numbers. */
    static Axis counting(int first, int last) {
        return new Axis(first, Math.max(last, first + 1), false);
    }

    /** Where a number lies, 0 at the start and 1 at the end. */
    double share(double value) {
        if (logarithmic) {
            return value <= low ? 0 : Math.min(1, Math.log(value / low) / Math.log(high / low));
        }
        return Math.max(0, Math.min(1, (value - low) / (high - low)));
    }

    /** The numbers to be written, about as many as given. */
    List<Double> ticks(int about) {
        return logarithmic ? logarithmicTicks() : linearTicks(roundStep((high - low) / about));
    }

    private List<Double> linearTicks(double step) {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; low + i * step <= high + step * 1e-6; i++) {
            ticks.add(low + i * step);
        }
        return ticks;
    }

    private List<Double> logarithmicTicks() {
        double decades = Math.log10(high / low);
        double[] digits = decades > 2.5 ? new double[] {1} : new double[] {1, 2, 5};
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high) + 1e-9; power++) {
            for (double digit : digits) {
                double tick = digit * Math.pow(10, power);
                if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    /** The largest 1, 2 or 5 times a power of ten that is no larger. */
    private static double below(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double digit = value / power;
        return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
    }

    /** The smallest 1, 2 or 5 times a power of ten that is no smaller. */
    private static double above(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double digit = value / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    /** A round step that is no smaller. */
    private static double roundStep(double step) {
        return above(step);
    }

    /** A number as short as it can be told, such as {@code 0.002} or {@code 15}. */
    static String label(double value) {
        if (value == 0) {
            return "0";
        }
        if (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e6) {
            return String.format(Locale.ROOT, "%.0e", value)
                    .replace("e-0", "e-")
                    .replace("e+0", "e");
        }
        return String.format(Locale.ROOT, "%.6f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
