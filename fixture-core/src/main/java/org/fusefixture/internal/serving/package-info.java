/**
 * What a session does that needs no device: it agrees with the kernel on parameters, or says why
 * not, and hands requests to a filesystem. Depends on {@code filesystem}, {@code protocol} and
 * {@code errno}.
 */
@NullMarked
package org.fusefixture.internal.serving;

import org.jspecify.annotations.NullMarked;
