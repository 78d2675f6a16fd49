package org.stn4j.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Standard output that remembers why writing failed, which a {@link PrintWriter} forgets. */
final class Results {
    private final PrintWriter writer;
    private final Remembering stream;

    Results(OutputStream out) {
        this.stream = new Remembering(out);
        this.writer = new PrintWriter(stream, false, StandardCharsets.UTF_8);
    }

    PrintWriter writer() {
        return writer;
    }

    /** Writes what is left, and tells why results were lost. */
    Optional<String> loss() {
        writer.flush();
        return Optional.ofNullable(stream.failure).map(IOException::getMessage);
    }

    /** Whether the reader had enough and left, as {@code head} does; that is no failure of ours. */
    static boolean isReaderGone(String loss) {
        return loss.toLowerCase(Locale.ROOT).contains("pipe");
    }

    private static final class Remembering extends FilterOutputStream {
        private IOException failure;

        Remembering(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
