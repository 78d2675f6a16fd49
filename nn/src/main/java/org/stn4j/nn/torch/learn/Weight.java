package org.stn4j.nn.torch.learn;

import org.bytedeco.pytorch.Tensor;

/**
 * A tensor that an optimizer changes.
 *
 * @param name its name in the network
 * @param tensor the values, with their gradient once there is one
 * @param decays whether weight decay applies to it
 * @param rateScale its learning rate as a multiple of the optimizer's; 0 leaves it alone
 */
record Weight(String name, Tensor tensor, boolean decays, double rateScale) {}
