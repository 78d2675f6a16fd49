/** Handwriting-like digits that the project draws itself. */
package org.stn4j.data.digits;
