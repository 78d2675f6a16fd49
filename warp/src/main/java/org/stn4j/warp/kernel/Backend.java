package org.stn4j.warp.kernel;

import java.util.Locale;

/**
 * Chooses the {@link Kernels}, once: SIMD where the JDK's Vector API is there and fast, scalar elsewhere.
 *
 * <p>The system property {@code org.stn4j.backend} forces {@code scalar} or {@code simd}.
 */
public final class Backend {
    private static final String PROPERTY = "org.stn4j.backend";
    private static final String MODULE = "jdk.incubator.vector";
    private static final String VECTOR_KERNELS = "org.stn4j.warp.simd.VectorKernels";

    /** The first JDK on which the Vector API's masks are compiled into machine code of their own. */
    private static final int FIRST_FAST_JDK = 21;

    private static final Choice CHOICE =
            choose(System.getProperty(PROPERTY, "auto"), Runtime.version().feature(), isModulePresent());

    private Backend() {}

    static Kernels kernels() {
        return CHOICE.kernels;
    }

    /** Why this backend was chosen, in a few words for people. */
    public static String reason() {
        return CHOICE.reason;
    }

    record Choice(Kernels kernels, String reason) {}

    private static boolean isModulePresent() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    /** @throws IllegalStateException if a backend is demanded that is not to be had */
    static Choice choose(String wanted, int jdk, boolean modulePresent) {
        String name = wanted.toLowerCase(Locale.ROOT);
        switch (name) {
            case "scalar" -> {
                return new Choice(new ScalarKernels(), "demanded by -D" + PROPERTY);
            }
            case "simd" -> {
                if (!modulePresent) {
                    throw new IllegalStateException(
                            "-D" + PROPERTY + "=simd needs the JVM option --add-modules " + MODULE);
                }
                return new Choice(vectorKernels(), "demanded by -D" + PROPERTY);
            }
            case "auto" -> {
                if (!modulePresent) {
                    return new Choice(new ScalarKernels(), "the JVM runs without --add-modules " + MODULE);
                }
                if (jdk < FIRST_FAST_JDK) {
                    return new Choice(
                            new ScalarKernels(),
                            "the Vector API of JDK " + jdk + " is slow; it is used from " + FIRST_FAST_JDK + " on");
                }
                return new Choice(vectorKernels(), "JDK " + jdk + " has a fast Vector API");
            }
            default ->
                throw new IllegalStateException("-D" + PROPERTY + " is auto, scalar or simd, not '" + wanted + "'");
        }
    }

    private static Kernels vectorKernels() {
        try {
            return Class.forName(VECTOR_KERNELS)
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the SIMD kernels do not load: " + e, e);
        }
    }
}
