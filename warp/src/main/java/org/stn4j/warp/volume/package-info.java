/** The warp in three dimensions: volumes under 3×4 affine maps, in plain Java. */
package org.stn4j.warp.volume;
