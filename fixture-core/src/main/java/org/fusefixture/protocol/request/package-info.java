/** Requests: views over the kernel's bytes. Depends on {@code protocol}. */
@NullMarked
package org.fusefixture.protocol.request;

import org.jspecify.annotations.NullMarked;
