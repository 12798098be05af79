/**
 * Changes the faults of a mount while a command uses it: by lines written to a FIFO, or by HTTP on
 * the loopback interface. Depends on the sandbox's control channel and on the fault texts.
 */
package org.fusefixture.internal.cli.control;
