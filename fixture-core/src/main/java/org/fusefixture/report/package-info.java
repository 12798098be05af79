/**
 * What the fixture reports of a running mount: its server process, its session, the counters of its
 * kernel, its client processes. Depends on {@code filesystem} and {@code protocol}.
 */
@NullMarked
package org.fusefixture.report;

import org.jspecify.annotations.NullMarked;
