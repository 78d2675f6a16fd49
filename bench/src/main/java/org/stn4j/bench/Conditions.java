package org.stn4j.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stn4j.train.Machine;
import org.stn4j.train.Versions;
import org.stn4j.warp.kernel.Kernels;

/**
 * Under what conditions something was measured.
 *
 * @param backend the warp's kernels, scalar or SIMD
 * @param environment the settings of memory and OpenMP that the launcher makes for both sides; null where one is unset
 */
public record Conditions(
        String backend, String java, String processor, int threads, String commit, Map<String, String> environment) {

    /** The variables that change how fast libtorch is. */
    static final List<String> SETTINGS =
            List.of("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_", "GLIBC_TUNABLES", "OMP_WAIT_POLICY");

    static Conditions current(int threads) {
        Map<String, String> environment = new LinkedHashMap<>();
        SETTINGS.forEach(name -> environment.put(name, System.getenv(name)));
        return new Conditions(
                Kernels.active().name(),
                Runtime.version().toString(),
                Machine.current().processor(),
                threads,
                Versions.current().commit(),
                environment);
    }

    @Override
    public String toString() {
        return backend + " on Java " + java + ", " + threads + (threads == 1 ? " thread" : " threads") + ", "
                + processor + ", commit " + commit;
    }
}
