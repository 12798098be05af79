/**
 * A complete POSIX filesystem in memory, in plain Java: the reference that other filesystems are
 * measured by, and the base of deliberately broken ones; and one that discards what is written.
 * Depends on fixture-core only.
 */
package org.fusefixture.sample.memory;
