package org.stn4j.train.report;

/**
 * One of the large figures at the top of the report.
 *
 * @param name what is measured
 * @param value the figure with its unit
 * @param note a few words below it; may be empty
 */
public record Headline(String name, String value, String note) {}
