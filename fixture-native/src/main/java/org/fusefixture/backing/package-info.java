/**
 * A backing directory whose storage can fail: it passes a directory through, with a cache between
 * programs and disk that a test can inspect, lose, tear and fail. Any filesystem, program or
 * database can be put on it.
 *
 * <p>What programs do changes the cache; what they sync goes to the real directory, which therefore
 * always holds exactly what would survive a power cut. Depends on fixture-core, {@code passthrough}
 * and {@code linux}.
 */
package org.fusefixture.backing;
