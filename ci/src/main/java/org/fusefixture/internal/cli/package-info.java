/**
 * The command line, for vendors of filesystems. Depends on the sandboxes, the control API and the
 * sample filesystems.
 */
package org.fusefixture.internal.cli;
