package org.stn4j.nn.torch;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads libtorch's libraries so that no other libtorch of the machine gets between them.
 *
 * <p>JavaCPP unpacks one library at a time and loads it at once. {@code libtorch.so} is unpacked before the
 * {@code libtorch_cpu.so} that it needs; on a machine that has unpacked neither before, the system's loader then takes
 * the operating system's {@code libtorch_cpu.so} where there is one, such as that of Debian's {@code libtorch-dev}, and
 * the process dies on mixing the two. An empty {@code java.library.path} does not help: that search is not Java's. So all
 * are unpacked first.
 *
 * <p>And where one of ours cannot be loaded, JavaCPP takes the one of that name in {@code java.library.path}, with the
 * same end. So ours are loaded here first, without that way out.
 */
final class NativeLibraries {
    private static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";
    private static final Class<?> PRESETS = org.bytedeco.pytorch.presets.torch.class;
    private static final List<String> UNPACKED_FIRST =
            List.of("c10", "torch_cpu", "c10_cuda", "torch_cuda_linalg", "torch_cuda", "torch");
    private static final List<String> LOADED_FIRST = List.of("c10", "torch_cpu", "torch");

    private NativeLibraries() {}

    /**
     * Unpacks the libraries and loads them.
     *
     * @throws IllegalStateException if another libtorch would be loaded in their place, or if there are none for this
     *     machine; one line
     */
    static void load() {
        refuseForeign("LD_LIBRARY_PATH", System.getenv("LD_LIBRARY_PATH"));
        leaveMemoryToScopes();
        String platform = Loader.getPlatform();
        boolean gpu = resource(platform + "-gpu", "torch_cuda") != null;
        if (gpu) {
            // Its libraries need CUDA's, which JavaCPP finds in many places; so loading is left to it.
            refuseForeign("java.library.path", System.getProperty("java.library.path"));
        }
        if (System.getProperty(EXTENSION) == null) {
            // Otherwise JavaCPP asks the system for each CUDA library also when ours is built without.
            System.setProperty(EXTENSION, gpu ? "-gpu" : "");
        }
        String folder = platform + (gpu ? "-gpu" : "");
        unpack(folder);
        try {
            if (!gpu && platform.startsWith("linux")) {
                loadInOrder(folder);
            }
            Loader.load(torch.class);
        } catch (UnsatisfiedLinkError e) {
            throw new IllegalStateException(
                    "libtorch cannot be loaded on " + folder + " ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + "); "
                            + remedy(gpu, platform),
                    e);
        }
        // OpenBLAS brings threads of its own, which wait for each other and for work by spinning, against libtorch's
        // and Java's. On two cores with other work a dense layer of 944 to 10 (256 images, both passes) took 35 ms
        // with two of them and 0.5 ms with one; on idle ones one is as fast.
        openblas_nolapack.blas_set_num_threads(1);
    }

    private static String remedy(boolean gpu, String platform) {
        return gpu
                ? "a build with -Pgpu needs CUDA 13.1 and cuDNN 9 on the machine; build without it to use the CPU"
                : "build with -Djavacpp.platform=" + platform + " where the presets of org.bytedeco:pytorch have it";
    }

    /**
     * Switches off JavaCPP's own limits, which are multiples of Java's heap: they know nothing of what libtorch really
     * needs, and an allocation that they break off in the middle corrupts native memory.
     */
    private static void leaveMemoryToScopes() {
        for (String limit : List.of("org.bytedeco.javacpp.maxBytes", "org.bytedeco.javacpp.maxPhysicalBytes")) {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, "0");
            }
        }
    }

    private static void unpack(String folder) {
        for (String library : UNPACKED_FIRST) {
            URL url = resource(folder, library);
            if (url == null) {
                continue;
            }
            try {
                Loader.cacheResource(url);
            } catch (IOException e) {
                throw new IllegalStateException(
                        "libtorch cannot be unpacked (" + e.getMessage()
                                + "); it needs 400 MB free in ~/.javacpp, or in the folder that"
                                + " -Dorg.bytedeco.javacpp.cachedir names",
                        e);
            }
        }
    }

    private static void loadInOrder(String folder) {
        Loader.load(openblas.class);
        for (String library : LOADED_FIRST) {
            URL url = resource(folder, library);
            // The mark at the end keeps JavaCPP from asking the system for it.
            if (url == null || Loader.loadLibrary(PRESETS, new URL[] {url}, library + "#") == null) {
                throw new UnsatisfiedLinkError(
                        System.mapLibraryName(library) + (url == null ? " is missing" : " fails"));
            }
        }
    }

    private static URL resource(String folder, String library) {
        return PRESETS.getResource("/org/bytedeco/pytorch/" + folder + "/" + System.mapLibraryName(library));
    }

    /** Refuses a search path that leads to another libtorch. */
    static void refuseForeign(String name, String searchPath) {
        if (searchPath == null) {
            return;
        }
        for (String folder : searchPath.split(File.pathSeparator, -1)) {
            File foreign = new File(folder, System.mapLibraryName("torch_cpu"));
            if (!folder.isEmpty() && foreign.exists()) {
                throw new IllegalStateException(name + " leads to another libtorch (" + foreign
                        + "), which cannot be mixed with this one: "
                        + (name.startsWith("java.")
                                ? "run java with -Djava.library.path="
                                : "take its folder out of " + name));
            }
        }
    }
}
