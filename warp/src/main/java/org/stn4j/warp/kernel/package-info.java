/**
 * The loops that all the time goes into, behind interfaces that have a scalar and a SIMD implementation.
 *
 * <p>Not for users of the library: these types change whenever it makes them faster.
 */
package org.stn4j.warp.kernel;
