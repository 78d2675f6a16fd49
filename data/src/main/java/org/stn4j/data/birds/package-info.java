/** Birds that the program draws itself, whose kind hangs on a mark on the head and one on the tail. */
package org.stn4j.data.birds;
