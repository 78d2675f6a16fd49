/** Training, metrics and reports. */
package org.stn4j.train;
