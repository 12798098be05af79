/**
 * Decides which rules hit which requests, counts what they match and hit, and knows the paths of
 * inodes. It does nothing to requests: a hit acts through a context, which the session implements.
 * Depends on {@code fault}, on what implements its parts, on {@code filesystem} and the protocol.
 */
package org.fusefixture.internal.fault.engine;
