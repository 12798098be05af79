package org.fusefixture.internal.control.file;

/**
 * A position in a file.
 *
 * @param offset in bytes from its start
 */
public record FilePosition(long offset) {}
