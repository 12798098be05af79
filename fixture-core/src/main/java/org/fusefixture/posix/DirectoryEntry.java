package org.fusefixture.posix;

/**
 * An entry of a directory.
 *
 * @param name without a slash, decoded as UTF-8
 * @param inode number that readdir gave
 * @param type DT_* of dirent.h: 4 directory, 8 regular file, 10 symbolic link, 0 unknown, ...
 */
public record DirectoryEntry(String name, long inode, int type) {}
