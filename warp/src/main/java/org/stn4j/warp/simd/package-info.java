/**
 * The kernels on the JDK's Vector API: the only place that imports {@code jdk.incubator.vector}.
 *
 * <p>Loaded by name, and only where that module is present; nothing else may refer to this package.
 */
package org.stn4j.warp.simd;
