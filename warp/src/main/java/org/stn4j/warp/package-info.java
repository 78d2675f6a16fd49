/** Differentiable image warps: transforms, samplers and their gradients, in pure Java. */
package org.stn4j.warp;
