package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResultsTest {

    @Test
    void writesInUnicodeWhateverTheLocale() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Results results = new Results(bytes);
        results.writer().print("θ = 1");
        assertThat(results.loss()).isEmpty();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("θ = 1");
    }

    @Test
    void remembersWhyWritingFailed() {
        Results results = new Results(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        results.writer().println("lost");
        assertThat(results.loss()).contains("No space left on device");
        assertThat(Results.isReaderGone("No space left on device")).isFalse();
        assertThat(Results.isReaderGone("Broken pipe")).isTrue();
    }
}
