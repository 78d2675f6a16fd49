package org.stn4j.bench;

/**
 * How training steps are measured.
 *
 * @param threads of both sides
 * @param batchSize images of a step
 * @param rounds turns of each side
 * @param secondsPerTurn length of a turn
 * @param unset whether to measure libtorch in a process without the launcher's settings as well
 */
public record TrainingSettings(int threads, int batchSize, int rounds, double secondsPerTurn, boolean unset) {}
