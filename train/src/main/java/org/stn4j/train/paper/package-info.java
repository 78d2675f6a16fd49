/** The experiments of Jaderberg et al. 2015 as tables of cells, how they are made again, and what came of them. */
package org.stn4j.train.paper;
