/**
 * Another directory, passed through: every operation becomes the same system call on the backing
 * file, and payloads are spliced straight into it. Depends on fixture-core and on fixture-native's
 * {@code linux}.
 */
package org.fusefixture.sample.mirror;
