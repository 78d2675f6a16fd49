package org.stn4j.nn.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;

/**
 * libtorch itself: safe loading, threads, seed, devices and versions.
 *
 * <p>Programs that call libtorch directly call {@link #load} first, before they touch any class of {@code
 * org.bytedeco.pytorch}; everything in this package does it by itself, except that a subclass of libtorch's {@code
 * Module} loads libtorch before its own first line.
 */
public final class Torch {

    private Torch() {}

    private static final class Loaded {
        /** Why it is not; empty if it is. */
        static final Optional<IllegalStateException> FAILURE = load();

        private static Optional<IllegalStateException> load() {
            try {
                NativeLibraries.load();
            } catch (IllegalStateException e) {
                return Optional.of(e);
            }
            // Taken for single images alone, it is missing on many processors, and warns of that at each layer.
            torch.globalContext().setUserEnabledNNPACK(false);
            return Optional.empty();
        }
    }

    /**
     * Loads libtorch, once; where that fails, each call fails for the same reason.
     *
     * @throws IllegalStateException if it cannot be loaded, or would be mixed with another one; one line
     */
    public static void load() {
        Loaded.FAILURE.ifPresent(failure -> {
            throw failure;
        });
    }

    /** Sets how many threads libtorch's operators use within one operator, at least 1. */
    public static void setThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("libtorch needs at least one thread, not " + threads);
        }
        load();
        torch.set_num_threads(threads);
    }

    /** Number of threads within one operator. */
    public static int threads() {
        load();
        return torch.get_num_threads();
    }

    /** Seeds libtorch's generators (initial weights, dropout) on all devices. */
    public static void seed(long seed) {
        load();
        torch.manual_seed(seed);
    }

    /**
     * Restricts libtorch to algorithms that give the same bits on every run, where it has them; elsewhere it warns once.
     */
    public static void setDeterministic(boolean deterministic) {
        load();
        Context context = torch.globalContext();
        context.setDeterministicAlgorithms(deterministic, true);
        // By default libtorch would then also fill all new memory with NaN, which costs a pass over it.
        context.setDeterministicFillUninitializedMemory(false);
        context.setDeterministicCuDNN(deterministic);
        context.setBenchmarkCuDNN(!deterministic);
    }

    /**
     * Whether this processor has instructions for bfloat16 that libtorch uses (AVX-512 BF16 or AMX); without them its
     * convolutions are slower in {@link Precision#BFLOAT16} than in float32. Found out on Linux only, no elsewhere.
     */
    public static boolean hasBfloat16() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags"))
                    .anyMatch(line -> line.contains(" avx512_bf16") || line.contains(" amx_bf16"));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** Whether this libtorch can use a CUDA device here. */
    public static boolean hasCuda() {
        load();
        return torch.cuda_is_available();
    }

    /**
     * The device of a name: {@code cpu}, {@code cuda} or {@code cuda:N}.
     *
     * @throws IllegalArgumentException if there is no such device here; one line that says what to do
     */
    public static Device device(String name) {
        load();
        if (name.equals("cpu")) {
            return new Device("cpu");
        }
        if (!name.matches("cuda(:\\d{1,3})?")) {
            throw new IllegalArgumentException("there is no device '" + name + "'; known are cpu, cuda and cuda:N");
        }
        if (!torch.cuda_is_available()) {
            throw new IllegalArgumentException(
                    "there is no CUDA device for '" + name
                            + "': it needs an NVIDIA driver, CUDA 13.1 with cuDNN 9, and a build with -Pgpu; use cpu otherwise");
        }
        long count = torch.cuda_device_count();
        if (name.startsWith("cuda:") && Integer.parseInt(name.substring("cuda:".length())) >= count) {
            throw new IllegalArgumentException(
                    "there is no device '" + name + "'; this machine has " + count + ", counted from cuda:0");
        }
        return new Device(name);
    }

    /**
     * Checks that there is a device of this name, see {@link #device}.
     *
     * @throws IllegalArgumentException if there is none; one line that says what to do
     */
    public static void requireDevice(String name) {
        device(name).close();
    }

    /** Name and version of each native library, for people to read. */
    @SuppressWarnings("try") // The scope is used by being open.
    public static Map<String, String> versions() {
        load();
        Map<String, String> versions = new LinkedHashMap<>();
        try (PointerScope scope = new PointerScope()) {
            versions.put("libtorch", version("pytorch"));
            versions.put("javacpp", version("javacpp"));
            versions.put("cuda", torch.cuda_is_available() ? torch.cuda_device_count() + " devices" : "none");
            for (String line : text(torch.show_config()).split("\n", -1)) {
                String item = line.strip();
                if (item.startsWith("- Intel(R) MKL-DNN") || item.startsWith("- CPU capability usage:")) {
                    String[] parts = item.substring(2).split(" (?=v\\d)|: ", 2);
                    versions.put(
                            parts[0].startsWith("CPU") ? "cpu capability" : "oneDNN",
                            parts.length > 1 ? parts[1].split(" ", 2)[0] : "");
                }
            }
        }
        versions.put("bfloat16", hasBfloat16() ? "in the processor" : "not in the processor");
        return versions;
    }

    private static String version(String artifact) {
        try {
            return String.valueOf(Loader.getVersion("org.bytedeco", artifact, torch.class));
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String text(BytePointer bytes) {
        return bytes.getString();
    }
}
