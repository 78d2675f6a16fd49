package org.stn4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;

/**
 * The launcher's standard error, past the filter that it puts behind the JVM's.
 *
 * <p>The launcher filters the JVM's warning of incubator modules out of file descriptor 2 and hands on the real one
 * under another number, which the system property {@code org.stn4j.stderr} names. Writing there keeps progress bars on
 * a terminal whole, and messages in order with the end of the process.
 */
final class StandardError {
    private static final String PROPERTY = "org.stn4j.stderr";

    private StandardError() {}

    /** Lets {@link System#err} write there, where there is one. */
    static void install() {
        Integer number = Integer.getInteger(PROPERTY);
        if (number == null) {
            return;
        }
        try {
            // Opening /dev/fd/N by name instead would truncate a file, and fail on a socket.
            Constructor<FileDescriptor> ofNumber = FileDescriptor.class.getDeclaredConstructor(int.class);
            ofNumber.setAccessible(true);
            FileOutputStream stream = new FileOutputStream(ofNumber.newInstance(number));
            System.setErr(new PrintStream(stream, true, StandardCharsets.UTF_8));
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Not started by the launcher, or on another JVM: the filter lets everything of ours through as well.
        }
    }
}
