/** Messages of the control API about the integrity of what a client wrote. */
package org.fusefixture.internal.control.oracle;
