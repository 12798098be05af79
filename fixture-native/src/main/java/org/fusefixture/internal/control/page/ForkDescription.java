package org.fusefixture.internal.control.page;

/**
 * A copy of the client process.
 *
 * @param fork identifies it in this sandbox
 * @param pid its process
 */
public record ForkDescription(int fork, long pid) {}
