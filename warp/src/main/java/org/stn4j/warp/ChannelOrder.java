package org.stn4j.warp;

/** How images with several channels lie in memory. */
public enum ChannelOrder {
    /** One channel after the other, {@code [N, C, H, W]}. */
    FIRST,
    /** The channels of a pixel side by side, {@code [N, H, W, C]}, as convolutions like them. */
    LAST
}
