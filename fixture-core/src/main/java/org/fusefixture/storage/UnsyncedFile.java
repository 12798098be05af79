package org.fusefixture.storage;

/**
 * A file of which something would be lost.
 *
 * @param path relative to the root of the mount; empty for a file that has no name
 * @param bytes of content that are not on the disk, in whole pages but for the last
 * @param size in bytes as programs see it
 * @param diskSize in bytes as it is on the disk; -1 where the file is not there at all
 */
public record UnsyncedFile(String path, long bytes, long size, long diskSize) {}
