package org.stn4j.bench;

import java.util.List;

/** The time that a side takes in the memory layout in which it is fastest. */
record LayoutTiming(SideBySide.Timing timing, MemoryLayout layout) {

    /** The fastest of a side's timings, which begin at {@code from} and are in the order of the layouts. */
    static LayoutTiming fastest(List<SideBySide.Timing> timings, int from, List<MemoryLayout> layouts) {
        LayoutTiming fastest = null;
        for (int i = 0; i < layouts.size(); i++) {
            SideBySide.Timing timing = timings.get(from + i);
            if (fastest == null || timing.median() < fastest.timing.median()) {
                fastest = new LayoutTiming(timing, layouts.get(i));
            }
        }
        return fastest;
    }
}
