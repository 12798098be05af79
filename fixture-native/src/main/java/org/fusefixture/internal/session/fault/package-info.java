/**
 * What faults add to a session: rules take requests through their phases, hold them up, change
 * their replies, and act on the server, the storage and the kernel's allocations. A session without
 * rules does not enter this package.
 *
 * <p>Joined to {@code session} by {@code SessionInterceptor}: {@code SessionFaults} is the one that
 * a session is mounted with, and makes a {@code FaultyExchange} for each of its exchanges.
 *
 * <pre>
 *   RECEIVED -> BEFORE_DISPATCH -> filesystem -> BEFORE_REPLY -> kernel -> AFTER_REPLY
 *   `------ FaultyExchange.serve ------'         `------- FaultyReply -------'
 * </pre>
 *
 * <p>Depends on {@code session}, {@code device}, {@code splice}, {@code linux} and the core's fault
 * engine.
 */
package org.fusefixture.internal.session.fault;
