package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** libtorch itself: loading, devices, seeds, threads. */
class TorchTest {
    private final int threads = Torch.threads();

    @AfterEach
    void restore() {
        Torch.setThreads(threads);
    }

    @Test
    void drawsTheSameNumbersFromTheSameSeed() {
        Torch.seed(7);
        Tensor first = torch.rand(10);
        Torch.seed(7);
        assertThat(torch.rand(10).equal(first)).isTrue();
    }

    @Test
    void setsThreads() {
        Torch.setThreads(1);
        assertThat(Torch.threads()).isOne();
        assertThatThrownBy(() -> Torch.setThreads(0)).hasMessage("libtorch needs at least one thread, not 0");
    }

    @Test
    void leavesNewMemoryAloneWhereItIsDeterministic() {
        Torch.setDeterministic(true);
        assertThat(torch.globalContext().deterministicAlgorithms()).isTrue();
        assertThat(torch.globalContext().deterministicFillUninitializedMemory()).isFalse();
        Torch.setDeterministic(false);
        assertThat(torch.globalContext().deterministicAlgorithms()).isFalse();
    }

    @Test
    void knowsTheDevices() {
        assertThat(Torch.device("cpu").is_cpu()).isTrue();
        assertThatThrownBy(() -> Torch.device("tpu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no device 'tpu'; known are cpu, cuda and cuda:N");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda", "cuda:0", "cuda:7"})
    void saysWhatACudaDeviceNeeds(String name) {
        assumeThat(Torch.hasCuda()).as("a machine without CUDA").isFalse();
        assertThatThrownBy(() -> Torch.device(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a build with -Pgpu")
                .hasMessageNotContaining("\n");
    }

    @Test
    void tellsItsVersions() {
        assertThat(Torch.versions().get("libtorch")).startsWith("2.");
        assertThat(Torch.versions()).containsKeys("javacpp", "cuda", "oneDNN", "cpu capability");
        assertThat(Torch.versions().values()).allMatch(value -> !value.isBlank());
    }

    @Test
    void refusesAnotherLibtorchOnTheSearchPath(@TempDir Path folder) throws IOException {
        assertThatCode(() -> NativeLibraries.refuseForeign("LD_LIBRARY_PATH", null))
                .doesNotThrowAnyException();
        assertThatCode(() -> NativeLibraries.refuseForeign("LD_LIBRARY_PATH", ""))
                .doesNotThrowAnyException();
        String path = "/nowhere" + File.pathSeparator + folder;
        assertThatCode(() -> NativeLibraries.refuseForeign("LD_LIBRARY_PATH", path))
                .doesNotThrowAnyException();
        Files.createFile(folder.resolve(System.mapLibraryName("torch_cpu")));
        assertThatThrownBy(() -> NativeLibraries.refuseForeign("LD_LIBRARY_PATH", path))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("take its folder out of LD_LIBRARY_PATH")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> NativeLibraries.refuseForeign("java.library.path", path))
                .hasMessageContaining("run java with -Djava.library.path=");
    }

    /**
     * Where the system has a libtorch of its own, such as Debian's {@code libtorch-dev}, this is the case in which
     * JavaCPP alone dies: nothing unpacked yet, and no flag on the command line.
     */
    @Test
    void loadsOnAMachineThatHasUnpackedNothingYet(@TempDir Path cache) throws IOException, InterruptedException {
        assertThat(ChildProgram.run(Program.class, cache, "-Dorg.bytedeco.javacpp.cachedir=" + cache))
                .isEqualTo(List.of("6.0"));
    }

    @Test
    void saysEachTimeWhyItCannotBeLoaded(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> printed = ChildProgram.run(Twice.class, folder, "-Dorg.bytedeco.javacpp.platform=linux-of-nobody");
        assertThat(printed).hasSize(2);
        assertThat(printed.get(0)).startsWith("libtorch cannot be loaded on linux-of-nobody (");
        assertThat(printed.get(1)).isEqualTo(printed.get(0));
    }

    /** A program that tries again. */
    static final class Twice {
        private Twice() {}

        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                try {
                    Torch.load();
                } catch (IllegalStateException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    /** A user's program. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            Torch.load();
            System.out.println(torch.ones(2, 3).sum().item_float());
        }
    }
}
