/**
 * The kernels on the JDK's Vector API: the only place that imports {@code jdk.incubator.vector}.
 *
 * <p>Loaded by name, and only where that module is present; nothing else may refer to this package.
 *
 * <p>Methods of classes whose names begin with {@code Vector} are loops, to be compiled each on its own: inlined into each
 * other they exceed the compiler's limits, and then vectors become objects. {@code ./stn4j} tells the JVM so. What works on
 * a vector and is to become part of a loop lies in classes of other names.
 */
package org.stn4j.warp.simd;
