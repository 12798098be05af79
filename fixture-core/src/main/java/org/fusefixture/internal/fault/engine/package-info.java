/**
 * Decides which rules hit which requests, keeps the account of it, and knows the paths of inodes.
 * It does nothing to requests by itself, but for the content of replies and payloads in memory;
 * that is the session's part. Depends on {@code fault} and its parts, {@code filesystem} and {@code
 * protocol}.
 */
package org.fusefixture.internal.fault.engine;
