package org.stn4j.nn.torch;

import org.bytedeco.pytorch.Tensor;
import org.stn4j.warp.Warp;

/**
 * What one spatial transformer did to a batch: for pictures, and for watching where it looks.
 *
 * @param path the transformer's path in its network
 * @param warp the warp that it samples with
 * @param input what it was given, {@code [N, C, H, W]}
 * @param theta what its localisation network answered, {@code [N, P]}; composed where it is repeated
 * @param output what it made of it, {@code [N, C, H', W']}
 */
public record Sampling(String path, Warp warp, Tensor input, Tensor theta, Tensor output) {}
