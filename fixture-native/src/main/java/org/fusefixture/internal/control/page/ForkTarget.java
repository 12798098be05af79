package org.fusefixture.internal.control.page;

/**
 * Names a copy of the client process.
 *
 * @param fork from {@link ForkDescription#fork()}
 */
public record ForkTarget(int fork) {}
