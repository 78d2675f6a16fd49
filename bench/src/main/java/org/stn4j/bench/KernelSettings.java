package org.stn4j.bench;

/**
 * How kernels are measured.
 *
 * @param threads of both sides
 * @param rounds turns of each side
 * @param secondsPerTurn length of a turn
 * @param reading interpolation and padding of both sides
 * @param autograd whether to measure ours through the bridge to autograd as well
 */
public record KernelSettings(int threads, int rounds, double secondsPerTurn, Reading reading, boolean autograd) {}
