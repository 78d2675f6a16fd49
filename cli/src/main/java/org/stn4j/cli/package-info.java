/** The command line, one class a command. */
package org.stn4j.cli;
