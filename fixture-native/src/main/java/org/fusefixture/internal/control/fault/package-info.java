/** Faults of a mount, over the control channel; the agent passes the calls on to the server. */
package org.fusefixture.internal.control.fault;
