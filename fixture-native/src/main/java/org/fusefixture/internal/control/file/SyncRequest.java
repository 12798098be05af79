package org.fusefixture.internal.control.file;

/**
 * fsync(2) or fdatasync(2).
 *
 * @param dataOnly whether fdatasync
 */
public record SyncRequest(int file, boolean dataOnly) {}
