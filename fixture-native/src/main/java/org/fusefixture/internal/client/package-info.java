/**
 * The client of a mount: opens files, owns page buffers and mappings, changes and checks their
 * stamps. Each operation is synchronous, and one system call unless it says otherwise; time limits
 * are the agent's. Depends on {@code linux}, {@code control} and fixture-core.
 */
package org.fusefixture.internal.client;
