/** Side-by-side measurements against libtorch. */
package org.stn4j.bench;
