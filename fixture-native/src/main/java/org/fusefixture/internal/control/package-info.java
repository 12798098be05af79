/**
 * The control channel: JSON-RPC over a pair of streams, between the test JVM and the agent of a
 * sandbox, and between the agent and the server process of each mount. Interfaces, the errors that
 * cross them, and the channel itself; depends on fixture-core only.
 */
package org.fusefixture.internal.control;
