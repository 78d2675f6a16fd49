package org.stn4j.train.paper;

/**
 * What else was measured of a cell beside its figure.
 *
 * @param what in words
 * @param percent share of the test pictures
 */
public record SideFigure(String what, double percent) {}
