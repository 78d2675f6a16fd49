package org.stn4j.warp;

/** How a value between the pixels is read: the sampler's kernel. */
public enum Interpolation {
    /** The nearest pixel, ties to the even index. Its gradient with respect to the coordinates is zero. */
    NEAREST,
    /** The four pixels around, weighted linearly by distance (Jaderberg et al. 2015, eq. 5). */
    BILINEAR,
    /** The sixteen pixels around, weighted by Keys' cubic convolution with a = -0.75. */
    BICUBIC
}
