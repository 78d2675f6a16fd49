package org.stn4j.nn.torch;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Puts libtorch's libraries where they find each other, before the first of them is loaded.
 *
 * <p>JavaCPP unpacks one library at a time and loads it at once. {@code libtorch.so} is unpacked before the
 * {@code libtorch_cpu.so} that it needs; on a machine that has unpacked neither before, the system's loader then takes
 * the operating system's {@code libtorch_cpu.so} where there is one, such as that of Debian's {@code libtorch-dev}, and
 * the process dies on mixing the two. An empty {@code java.library.path} does not help: the search is not Java's.
 */
final class NativeLibraries {
    private static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";
    private static final String FOLDER = "/org/bytedeco/pytorch/";
    private static final List<String> UNPACKED_FIRST =
            List.of("c10", "torch_cpu", "c10_cuda", "torch_cuda_linalg", "torch_cuda", "torch");

    private NativeLibraries() {}

    /**
     * Unpacks the libraries and loads them.
     *
     * @throws IllegalStateException if another libtorch would be loaded in their place, or if there are none for this
     *     machine; one line
     */
    static void load() {
        refuseForeign(System.getenv("LD_LIBRARY_PATH"));
        String platform = Loader.getPlatform();
        boolean gpu = resource(platform + "-gpu", "torch_cuda") != null;
        if (System.getProperty(EXTENSION) == null) {
            // Otherwise JavaCPP asks the system for each CUDA library also when ours is built without.
            System.setProperty(EXTENSION, gpu ? "-gpu" : "");
        }
        unpack(platform + (gpu ? "-gpu" : ""));
        try {
            Loader.load(org.bytedeco.pytorch.global.torch.class);
            // OpenBLAS brings threads of its own, which wait for each other and for work by spinning, against
            // libtorch's
            // and Java's. On two cores with other work a dense layer of 944 to 10 (256 images, both passes) took 35 ms
            // with two of them and 0.5 ms with one; on idle ones one is as fast.
            openblas_nolapack.blas_set_num_threads(1);
        } catch (UnsatisfiedLinkError e) {
            throw new IllegalStateException(
                    "libtorch cannot be loaded on " + platform + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "; build with -Djavacpp.platform=" + platform
                            + " on a machine that the presets of org.bytedeco:pytorch support",
                    e);
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

    private static URL resource(String folder, String library) {
        return org.bytedeco.pytorch.presets.torch.class.getResource(
                FOLDER + folder + "/" + System.mapLibraryName(library));
    }

    /** The search path of the environment goes before the place where the library lies. */
    static void refuseForeign(String searchPath) {
        if (searchPath == null) {
            return;
        }
        for (String folder : searchPath.split(File.pathSeparator, -1)) {
            File foreign = new File(folder, System.mapLibraryName("torch_cpu"));
            if (foreign.exists()) {
                throw new IllegalStateException("LD_LIBRARY_PATH leads to another libtorch (" + foreign
                        + "), which cannot be mixed with this one: take its folder out of LD_LIBRARY_PATH");
            }
        }
    }
}
