/**
 * The trace of a mount: its events as values, and the way they are shown. Depends on {@code
 * filesystem}.
 */
@NullMarked
package org.fusefixture.trace;

import org.jspecify.annotations.NullMarked;
