/** Data sets, distortions and seeded loaders. */
package org.stn4j.data;
