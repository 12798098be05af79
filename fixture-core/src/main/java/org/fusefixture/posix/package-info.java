/**
 * Values of system calls on a mount: sizes, the status of a file, the status of a filesystem, the
 * entries of a directory. Depends on nothing.
 */
@NullMarked
package org.fusefixture.posix;

import org.jspecify.annotations.NullMarked;
