package org.stn4j.warp.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * All tests of this module again, with the SIMD kernels, on the newest JDK of the machine: in a JVM of its own, as the
 * build's may be too old for them.
 */
class SimdTest {
    private static final int FIRST_FAST_JDK = 21;

    @Test
    void allTestsPassOnTheSimdKernels() throws IOException, InterruptedException {
        Optional<Path> jdk = newestJdk();
        if (jdk.isEmpty()) {
            System.out.println("*** THE SIMD KERNELS ARE NOT TESTED: no JDK " + FIRST_FAST_JDK
                    + " or newer was found in java.home, STN4J_JDK or beside the running one ***");
            abort("no JDK " + FIRST_FAST_JDK + " or newer on this machine");
        }
        Process process = new ProcessBuilder(
                        jdk.get().resolve("bin/java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Dorg.stn4j.backend=simd",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AllTestsOnSimd.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(output);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static Optional<Path> newestJdk() throws IOException {
        List<Path> candidates = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        if (System.getenv("STN4J_JDK") != null) {
            candidates.add(Path.of(System.getenv("STN4J_JDK")));
        }
        Path beside = Path.of(System.getProperty("java.home")).toRealPath().getParent();
        try (Stream<Path> siblings = Files.list(beside)) {
            siblings.forEach(candidates::add);
        }
        Path newest = null;
        int newestVersion = FIRST_FAST_JDK - 1;
        for (Path candidate : candidates) {
            int version = version(candidate);
            if (version > newestVersion) {
                newest = candidate;
                newestVersion = version;
            }
        }
        return Optional.ofNullable(newest);
    }

    /** The feature version of a JDK with the Vector API in it; 0 if it is none. */
    private static int version(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return 0;
        }
        Properties properties = new Properties();
        properties.load(Files.newBufferedReader(release));
        String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
        boolean hasVectors = properties.getProperty("MODULES", "").contains("jdk.incubator.vector");
        return hasVectors ? Runtime.Version.parse(version).feature() : 0;
    }
}
