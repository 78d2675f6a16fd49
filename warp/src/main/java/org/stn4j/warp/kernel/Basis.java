package org.stn4j.warp.kernel;

/**
 * Values of several functions at some samples.
 *
 * @param values of function k at sample i: {@code values[k][i]}; so loops over samples use one index for all arrays, which
 *     is what the compiler turns into vectors
 * @param samples how many there are
 */
public record Basis(float[][] values, int samples) {

    int functions() {
        return values.length;
    }
}
