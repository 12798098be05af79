/**
 * What a filesystem implements, and the table of operations that leads requests to it. Depends on
 * {@code protocol} and {@code errno}.
 */
@NullMarked
package org.fusefixture.filesystem;

import org.jspecify.annotations.NullMarked;
