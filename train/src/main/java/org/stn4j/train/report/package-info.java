/** The report of a run: one HTML file with curves, figures and pictures, which needs no network. */
package org.stn4j.train.report;
