/**
 * Statistics of paired measurements: estimates, intervals, and decisions that may be looked at
 * while measurements still come in. Depends on Commons Math for distributions.
 */
@NullMarked
package org.fusefixture.statistics;

import org.jspecify.annotations.NullMarked;
