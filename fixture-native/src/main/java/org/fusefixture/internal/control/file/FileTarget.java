package org.fusefixture.internal.control.file;

/**
 * Names an open file.
 *
 * @param file from {@link OpenedFile#file()}
 */
public record FileTarget(int file) {}
