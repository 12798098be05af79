/** Streams of equal reads or writes, and what a round of them took. Depends on nothing. */
@NullMarked
package org.fusefixture.workload;

import org.jspecify.annotations.NullMarked;
