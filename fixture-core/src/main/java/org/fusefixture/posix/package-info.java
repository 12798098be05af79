/**
 * What system calls on a mount return: the status of a file, the status of a filesystem, the
 * entries of a directory. Depends on nothing.
 */
@NullMarked
package org.fusefixture.posix;

import org.jspecify.annotations.NullMarked;
