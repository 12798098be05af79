package org.fusefixture.protocol;

import java.time.Instant;

/**
 * The attributes of an inode as in stat(2) ({@code struct fuse_attr}).
 *
 * @param inode number shown to callers
 * @param size in bytes
 * @param blocks in units of 512 bytes
 * @param atime time of the last access, to the nanosecond
 * @param mtime time of the last change of the content
 * @param ctime time of the last change of the attributes
 * @param mode file type and permission bits
 * @param links number of names
 * @param uid owner, as an unsigned number
 * @param gid group, as an unsigned number
 * @param device number of a device node, in the kernel's new_encode_dev form
 * @param blockSize preferred size of I/O in bytes
 * @param flags FUSE_ATTR_* bits
 */
public record Attributes(
    long inode,
    long size,
    long blocks,
    Instant atime,
    Instant mtime,
    Instant ctime,
    int mode,
    int links,
    int uid,
    int gid,
    int device,
    int blockSize,
    int flags) {}
