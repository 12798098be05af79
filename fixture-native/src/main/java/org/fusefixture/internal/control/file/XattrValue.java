package org.fusefixture.internal.control.file;

/**
 * getxattr(2).
 *
 * @param value base64
 */
public record XattrValue(String value) {}
