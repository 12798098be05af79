/**
 * The layout of FUSE messages, for those who read and write them as bytes: the session, the faults
 * and the trace. Nobody else knows where a field stands. Depends on {@code protocol} and {@code
 * errno}.
 */
@NullMarked
package org.fusefixture.internal.wire;

import org.jspecify.annotations.NullMarked;
