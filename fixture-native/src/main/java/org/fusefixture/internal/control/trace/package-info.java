/** The trace of a mount in the control API. */
package org.fusefixture.internal.control.trace;
