/**
 * Self-describing content: every sector of 512 bytes carries its seed, file, offset, generation and
 * client, so that a wrong sector shows where it came from. Depends on nothing.
 */
@NullMarked
package org.fusefixture.stamp;

import org.jspecify.annotations.NullMarked;
