package org.fusefixture.protocol;

import java.time.Instant;

/**
 * The attributes of an inode as in statx(2).
 *
 * @param attributes those that stat(2) has too
 * @param birthTime when the inode was made
 * @param mask STATX_* bits of what is filled in
 * @param statxAttributes STATX_ATTR_* bits
 * @param statxAttributesMask STATX_ATTR_* bits that the filesystem knows
 */
public record ExtendedAttributes(
    Attributes attributes,
    Instant birthTime,
    int mask,
    long statxAttributes,
    long statxAttributesMask) {}
