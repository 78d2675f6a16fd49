package org.stn4j.nn.torch.learn;

/**
 * What came out of a training step.
 *
 * @param logits outputs of the network before the step, {@code [N, classes]}, or of each answer
 * @param outsideShares for each transformer the share of samples outside its image; empty if that was not asked for
 */
public record Step(float[] logits, double[] outsideShares) {}
