/**
 * Runs comparisons of two transfer modes of one filesystem: interleaved rounds of one workload, on
 * one kernel. Depends on {@code sandbox}, {@code control}, and fixture-core's {@code comparison}
 * and {@code statistics}.
 */
package org.fusefixture.internal.comparison;
