/**
 * A filesystem that accepts writes and forgets them, to measure everything but the storage. Depends
 * on fixture-core and {@code sample.memory}.
 */
package org.fusefixture.sample.discard;
