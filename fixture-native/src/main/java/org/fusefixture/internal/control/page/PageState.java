package org.fusefixture.internal.control.page;

/**
 * How a page buffer is backed.
 *
 * @param hugeBytes that are mapped by huge pages: AnonHugePages of /proc/self/smaps (proc(5))
 */
public record PageState(long hugeBytes) {}
