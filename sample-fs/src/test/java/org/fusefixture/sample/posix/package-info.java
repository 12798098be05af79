/**
 * What POSIX and Linux promise of a filesystem, checked by real system calls through a mount; run
 * on each of the samples that claim to keep it. Where a rule comes from is said by the manual page
 * that a test names.
 */
package org.fusefixture.sample.posix;
