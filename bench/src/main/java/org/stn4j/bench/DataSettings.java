package org.stn4j.bench;

/**
 * How data are measured.
 *
 * @param threads of the training step; half of them prepare its batches, as in training
 * @param pictures in files
 * @param rounds turns of each side
 * @param secondsPerTurn length of a turn
 */
public record DataSettings(int threads, int pictures, int rounds, double secondsPerTurn) {}
