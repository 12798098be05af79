/**
 * Filesystems that break one promise each, on purpose, so that tests can show that the breach is
 * found. Depends on fixture-core and {@code sample.memory}.
 */
package org.fusefixture.sample.broken;
