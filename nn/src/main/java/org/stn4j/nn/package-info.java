/** Networks as data, and their libtorch modules. */
package org.stn4j.nn;
