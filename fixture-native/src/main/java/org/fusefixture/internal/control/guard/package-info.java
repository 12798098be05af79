/** What a mount and its processes leave behind, in the control API. */
package org.fusefixture.internal.control.guard;
