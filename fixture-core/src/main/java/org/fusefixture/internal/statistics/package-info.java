/**
 * Statistics of paired measurements: estimates, intervals, and decisions that may be examined while
 * measurements still come in. Depends on the values of {@code comparison}, and on Commons Math for
 * distributions.
 */
@NullMarked
package org.fusefixture.internal.statistics;

import org.jspecify.annotations.NullMarked;
