package org.fusefixture.oracle;

/**
 * What one operation put into a range.
 *
 * @param afterwards whether the client put it into the pages only after the operation had returned
 */
record Version(Operation operation, Content content, boolean afterwards) {}
