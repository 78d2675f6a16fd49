package org.stn4j.bench;

/**
 * How the rectifying of pictures is measured.
 *
 * @param threads of both sides
 * @param pictures of a run
 * @param side rows and columns of a picture
 * @param rounds turns of each side
 * @param secondsPerTurn length of a turn; one run at least
 */
public record RectifySettings(int threads, int pictures, int side, int rounds, double secondsPerTurn) {}
