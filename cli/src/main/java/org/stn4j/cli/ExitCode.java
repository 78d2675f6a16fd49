package org.stn4j.cli;

/** What a process says about itself when it has ended. */
final class ExitCode {
    /** It did what it was asked to. */
    static final int DONE = 0;
    /** The call was right, and it failed. */
    static final int FAILED = 1;
    /** The call was wrong. */
    static final int WRONG_CALL = 2;
    /** It was interrupted from the keyboard: 128 and the number of the signal. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
