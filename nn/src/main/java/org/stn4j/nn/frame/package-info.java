/** Where in a network's input the pixels of its transformers' outputs come from, at any resolution. */
package org.stn4j.nn.frame;
