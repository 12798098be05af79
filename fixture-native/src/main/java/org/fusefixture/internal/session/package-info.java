/**
 * One negotiated conversation with the kernel, from INIT to the unmount: receives requests, has a
 * filesystem serve them, sends its replies, and watches over the payloads that it lends out.
 *
 * <p>System calls for a WRITE, apart from what the filesystem does: in COPY read(2) and write(2);
 * in the splice modes splice(2), read(2) of 80 bytes of headers, and write(2), and one more call of
 * the filesystem's payload to consume what is in the pipe. No memory is allocated for a request
 * once the loop is warm.
 *
 * <p>Depends on {@code mount}, {@code device}, {@code splice}, {@code linux} and the core.
 */
package org.fusefixture.internal.session;
