package org.fusefixture.internal.control.page;

/**
 * Names a page buffer or a mapping.
 *
 * @param pages from {@link PagesDescription#pages()}
 */
public record PagesTarget(int pages) {}
