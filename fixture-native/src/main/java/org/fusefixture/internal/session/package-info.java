/**
 * One negotiated session with the kernel, from INIT to the unmount: the way of a plain request.
 *
 * <pre>{@code
 *   FuseDevice -> Inbox -> RequestLoop -> Dispatcher -> filesystem     a request comes,
 *                            |   lends a WRITE's BorrowedPayload            |
 *   FuseDevice <--------- RequestSlot <------------- Reply <----------------  and its reply goes
 *                            |
 *                         Exchange: how far both have come; SessionLedger: what is kept of them
 * }</pre>
 *
 * <p>{@code FuseSession} puts the parts together: {@code Connection} and {@code Handshake} mount and
 * answer INIT, {@code Workers} run the loop, {@code RequestSlots} hold what each request needs,
 * {@code LateAccessWatch} judges payloads that are accessed after their reply. A {@code
 * SessionInterceptor} can stand between the loop and the filesystem: that is how {@code
 * session.fault} joins in, which this package does not know.
 *
 * <p>System calls for a WRITE, apart from those of the filesystem: in COPY read(2) and write(2); in
 * the splice modes splice(2), read(2) of 80 bytes of headers, and write(2), and one more to consume
 * what is in the pipe. Once the loop is warm, no memory is allocated for a request.
 *
 * <p>Depends on {@code mount}, {@code device}, {@code splice}, {@code linux} and the core.
 */
package org.fusefixture.internal.session;
