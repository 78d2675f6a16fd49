/** Pictures in files: decoding them, and fitting them to what a network takes. */
package org.stn4j.data.picture;
