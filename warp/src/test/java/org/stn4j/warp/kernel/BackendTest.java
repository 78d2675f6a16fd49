package org.stn4j.warp.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class BackendTest {

    @Test
    void anOldJdkOrAMissingModuleMeansScalar() {
        assertThat(Backend.choose("auto", 25, false).reason()).contains("--add-modules jdk.incubator.vector");
        assertThat(Backend.choose("auto", 17, true).reason()).contains("JDK 17 is slow");
        assertThat(Backend.choose("Scalar", 25, true).kernels().name()).isEqualTo("scalar");
    }

    @Test
    void whatIsDemandedButMissingIsAnError() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Backend.choose("simd", 25, false))
                .withMessageContaining("--add-modules");
        assertThatIllegalStateException()
                .isThrownBy(() -> Backend.choose("avx", 25, true))
                .withMessageContaining("auto, scalar or simd");
    }
}
