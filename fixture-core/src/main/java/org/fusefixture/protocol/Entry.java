package org.fusefixture.protocol;

import java.time.Duration;

/**
 * An inode as a lookup returns it.
 *
 * @param nodeId names the inode from now on
 * @param generation with the nodeid unique for the life of the filesystem
 * @param entryValidity how long the kernel may keep the name
 * @param attributesValidity how long the kernel may keep the attributes
 * @param attributes of the inode
 */
public record Entry(
    NodeId nodeId,
    long generation,
    Duration entryValidity,
    Duration attributesValidity,
    Attributes attributes) {}
