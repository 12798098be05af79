/**
 * The main class inside a sandbox: uses the mounts as their client, starts and stops the server
 * process of each, and ends all of it with its standard input. Depends on {@code control}, {@code
 * client}, {@code attestation}, {@code mount} and {@code linux}.
 */
package org.fusefixture.internal.agent;
