/** Numbers of several digits, as on houses: drawn by the program, or the real ones of the SVHN set. */
package org.stn4j.data.street;
