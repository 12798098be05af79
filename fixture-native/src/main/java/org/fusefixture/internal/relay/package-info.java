/**
 * Programs as filesystems under test: the session's requests go to a program through a socket that
 * it takes for /dev/fuse, and its replies come back.
 *
 * <pre>{@code
 * kernel <-- /dev/fuse --> session -> ProgramFilesystem -> Wire <-- SOCK_SEQPACKET --> the program
 *                                          |                                              |
 *                                     ProgramProcess, which starts and ends it            |
 *                                     HelperCalls <-- fusermount3, replaced by a script ---'
 * }</pre>
 *
 * <p>A FUSE library without CAP_SYS_ADMIN asks fusermount3(1) to mount, and takes from it a
 * descriptor that it reads and writes whole messages by, without asking what it is. So an
 * unmodified program needs nothing else.
 *
 * <p>Depends on {@code session}, {@code mount}, {@code linux} and the core.
 */
package org.fusefixture.internal.relay;
