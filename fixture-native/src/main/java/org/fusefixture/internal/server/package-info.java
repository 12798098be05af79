/**
 * The server process of one mount: loads the filesystem under test, serves it through a session,
 * and reports to the agent. Depends on {@code session}, {@code control}, {@code linux} and
 * fixture-core.
 */
package org.fusefixture.internal.server;
