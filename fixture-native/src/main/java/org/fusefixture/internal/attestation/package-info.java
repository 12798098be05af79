/**
 * Finds out by behaviour how the kernel hands the pages of writes to a server, in each transfer
 * mode: a probe filesystem that looks at its payloads long after their replies, and a client that
 * has changed its pages by then. Depends on {@code control} and fixture-core.
 */
package org.fusefixture.internal.attestation;
