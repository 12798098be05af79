package org.fusefixture.internal.control.file;

/**
 * A file that the client holds open.
 *
 * @param file identifies it in this sandbox until it is closed
 */
public record OpenedFile(int file) {}
