/**
 * Self-describing content: every sector of 512 bytes says which seed, file, offset, generation and
 * client it belongs to, so that a wrong one tells where it came from. Depends on nothing.
 */
@NullMarked
package org.fusefixture.stamp;

import org.jspecify.annotations.NullMarked;
