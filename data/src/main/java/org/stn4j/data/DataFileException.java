package org.stn4j.data;

import java.io.IOException;
import java.nio.file.Path;

/** A data file that is missing or broken. The message is one line that names the file and says what to do. */
public final class DataFileException extends IOException {
    private final String problem;

    /** The message is {@code "FILE: problem"}. */
    public DataFileException(Path file, String problem) {
        super(file + ": " + problem);
        this.problem = problem;
    }

    /** As above, with what went wrong below. */
    public DataFileException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
        this.problem = problem;
    }

    /** The message without the file's name. */
    public String problem() {
        return problem;
    }
}
