/**
 * Writes the report of a run: collects what the tests note, merges it over the JVMs and modules of
 * the run into one JSON and one self-contained HTML file, and exports traces. Does not use JUnit;
 * depends on {@code trace} and {@code stamp}.
 */
package org.fusefixture.internal.report;
