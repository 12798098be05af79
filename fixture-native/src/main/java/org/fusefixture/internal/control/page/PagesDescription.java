package org.fusefixture.internal.control.page;

/**
 * A page buffer or a mapping.
 *
 * @param pages identifies it in this sandbox
 * @param size in bytes, as asked for
 * @param pageSize of the machine in bytes
 */
public record PagesDescription(int pages, long size, int pageSize) {}
