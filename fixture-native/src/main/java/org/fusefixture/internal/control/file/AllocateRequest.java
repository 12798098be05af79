package org.fusefixture.internal.control.file;

/**
 * fallocate(2).
 *
 * @param mode FALLOC_FL_* bits of include/uapi/linux/falloc.h
 * @param offset first byte
 * @param length number of bytes
 */
public record AllocateRequest(int file, int mode, long offset, long length) {}
