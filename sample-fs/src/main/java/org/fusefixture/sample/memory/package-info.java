/**
 * A complete POSIX filesystem in memory, in plain Java: the reference that other filesystems are
 * measured by, and the base of deliberately broken ones. Depends on fixture-core only.
 */
package org.fusefixture.sample.memory;
