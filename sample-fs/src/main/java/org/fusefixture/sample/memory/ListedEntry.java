package org.fusefixture.sample.memory;

import org.fusefixture.protocol.FileName;

/**
 * An entry of a directory.
 *
 * @param inode its number
 * @param mode file type and permissions
 */
public record ListedEntry(FileName name, long inode, int mode) {}
