/**
 * Networks on libtorch: the autograd bridge to the warp kernels, modules and native memory. Nothing outside this package
 * touches libtorch.
 */
package org.stn4j.nn.torch;
