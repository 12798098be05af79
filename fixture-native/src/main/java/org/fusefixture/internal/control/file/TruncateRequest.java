package org.fusefixture.internal.control.file;

/**
 * ftruncate(2).
 *
 * @param size new size in bytes
 */
public record TruncateRequest(int file, long size) {}
