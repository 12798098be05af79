/** Streams of equal reads or writes, and what a round of them took. Depends on nothing. */
package org.fusefixture.workload;
