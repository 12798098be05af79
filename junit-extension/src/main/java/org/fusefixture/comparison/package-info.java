/**
 * Compares the speed of two transfer modes of one filesystem, on one kernel, by interleaved rounds
 * of one workload. Depends on {@code sandbox}, {@code control} and fixture-core's {@code
 * statistics}.
 */
package org.fusefixture.comparison;
