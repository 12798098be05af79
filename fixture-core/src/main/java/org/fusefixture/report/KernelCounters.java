package org.fusefixture.report;

/**
 * What the patched kernel counts on one connection, from its mount on (/sys/fs/fuse/connections/N/,
 * patch 0002).
 *
 * @param userPagesCopied pages of direct WRITEs that the server got as a copy, by read(2) or
 *     splice(2)
 * @param userPagesReferenced pages of direct WRITEs that were put into a pipe themselves
 * @param lateAccesses accesses to such a page after its request had ended; one is one pipe buffer,
 *     a page at most, in one system call
 */
public record KernelCounters(long userPagesCopied, long userPagesReferenced, long lateAccesses) {}
