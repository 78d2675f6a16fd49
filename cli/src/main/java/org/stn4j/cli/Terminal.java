package org.stn4j.cli;

/** The terminal behind standard error, as the launcher found it. */
final class Terminal {
    private static final String COLUMNS = "org.stn4j.columns";
    private static final int USUAL_COLUMNS = 80;

    private Terminal() {}

    /** Whether there is one, which can draw a line again. */
    static boolean isInteractive() {
        return System.getProperty(COLUMNS) != null && !"dumb".equals(System.getenv("TERM"));
    }

    /** How many characters fit on a line. */
    static int columns() {
        int columns = Integer.getInteger(COLUMNS, USUAL_COLUMNS);
        return columns > 0 ? columns : USUAL_COLUMNS;
    }
}
