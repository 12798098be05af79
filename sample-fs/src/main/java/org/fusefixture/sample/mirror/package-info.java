/**
 * A filesystem that passes another directory through: every operation becomes the same system call
 * on the backing file, and payloads are spliced straight into it. Depends on fixture-core and on
 * fixture-native's {@code passthrough} and {@code linux}.
 */
package org.fusefixture.sample.mirror;
