package org.fusefixture.internal.control.file;

/**
 * readlink(2).
 *
 * @param target what the symbolic link holds
 */
public record LinkText(String target) {}
