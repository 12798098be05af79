/**
 * Filesystems that do what few do, and that are right all the same, so that tests can show that
 * nobody blames them. Depends on fixture-core and {@code sample.memory}.
 */
package org.fusefixture.sample.unusual;
