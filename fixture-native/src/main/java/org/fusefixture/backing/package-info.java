/**
 * A faulty backing directory: a directory passed through, with a cache of its own between programs
 * and disk that a test can see, lose, tear and let fail. Any filesystem, program or database can be
 * put on it.
 *
 * <p>What programs do changes the cache; what they sync goes to the real directory, which therefore
 * always holds exactly what would survive a power cut. Depends on fixture-core and on {@code
 * linux}.
 */
package org.fusefixture.backing;
