/** Pictures as a network sees them after its transformer, at their own resolution. */
package org.stn4j.train.rectify;
