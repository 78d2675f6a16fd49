package org.stn4j.onnx;

import org.stn4j.nn.Shape;

/**
 * What flows between two operators of an ONNX graph.
 *
 * @param name its name in the graph
 * @param shape its shape for one image
 * @param flat whether it is a vector {@code [N, values]}, not {@code [N, C, H, W]}
 */
record Value(String name, Shape shape, boolean flat) {}
