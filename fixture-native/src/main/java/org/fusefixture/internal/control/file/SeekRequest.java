package org.fusefixture.internal.control.file;

/**
 * lseek(2).
 *
 * @param whence 0 SEEK_SET, 1 SEEK_CUR, 2 SEEK_END, 3 SEEK_DATA, 4 SEEK_HOLE
 */
public record SeekRequest(int file, long offset, int whence) {}
