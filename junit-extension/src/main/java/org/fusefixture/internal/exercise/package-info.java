/**
 * The checks of the conformance exercise, and how they are run on one mount after another. Depends
 * on {@code junit} for the mount, and on {@code oracle} for verdicts.
 */
package org.fusefixture.internal.exercise;
