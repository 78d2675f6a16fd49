package org.stn4j.bench;

/**
 * How predictions are measured.
 *
 * @param threads how many answer at once in the second measurement of each engine
 * @param rounds turns of each
 * @param secondsPerTurn length of a turn
 */
public record PredictSettings(int threads, int rounds, double secondsPerTurn) {}
