/** Benchmarks of loops and of whole warps under JMH; {@code docs/performance.md} says how to run them. */
package org.stn4j.bench.jmh;
