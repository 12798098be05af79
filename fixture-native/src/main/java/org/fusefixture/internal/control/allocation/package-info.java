/** Allocations of the kernel that fail during calls of the client, in the control API. */
package org.fusefixture.internal.control.allocation;
