/**
 * The conformance exercise: what every filesystem has to do right, tried on a mount by its client,
 * and the breaches that were seen. The same for all filesystems. Depends on {@code junit} for the
 * mount, on {@code internal.exercise} for the checks, and on {@code oracle} for verdicts.
 */
package org.fusefixture.conformance;
