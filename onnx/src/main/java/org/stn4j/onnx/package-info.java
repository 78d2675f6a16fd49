/** Networks as ONNX files: their export, and their use on ONNX Runtime without libtorch. */
package org.stn4j.onnx;
