/**
 * The speed of two transfer modes of one filesystem, compared: what a comparison does (a workload),
 * and the numbers and decisions that it gives. Depends on the transfer modes of {@code filesystem}
 * and the sizes of {@code posix}.
 */
@NullMarked
package org.fusefixture.comparison;

import org.jspecify.annotations.NullMarked;
