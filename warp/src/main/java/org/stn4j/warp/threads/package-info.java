/**
 * Threads and scratch memory of all warps.
 *
 * <p>Not for users of the library: these types change whenever it makes them faster.
 */
package org.stn4j.warp.threads;
