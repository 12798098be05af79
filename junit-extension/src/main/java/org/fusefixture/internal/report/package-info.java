/**
 * The report of a run: what the tests note, one JSON and one self-contained HTML file of it, merged
 * over the JVMs and modules of the run, and the exports of traces. Knows nothing of JUnit; depends
 * on {@code trace}, {@code stamp} and the records of {@code control}.
 */
package org.fusefixture.internal.report;
