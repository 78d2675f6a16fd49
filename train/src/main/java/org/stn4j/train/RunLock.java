package org.stn4j.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to work in a run's folder: two processes that go on with the same run would spoil each other's files.
 *
 * <p>The operating system takes it back from a process that is killed.
 */
final class RunLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws IOException if another has it, or the folder cannot be written to; one line
     */
    static RunLock take(RunDirectory directory) throws IOException {
        Path file = directory.lock();
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(
                    "cannot write to " + directory.path() + ": " + org.stn4j.nn.file.AtomicFile.reason(e), e);
        }
        if (isTaken(channel)) {
            channel.close();
            throw new IOException(directory.path() + " is in use: another stn4j is working on this run; wait for it");
        }
        return new RunLock(file, channel);
    }

    private static boolean isTaken(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            // Some network file systems have no locks; the run is worth more than this check.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        channel.close();
    }
}
