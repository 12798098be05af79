/**
 * What a filesystem implements, and the table of operations that leads requests to it. Depends on
 * {@code protocol} and {@code errno}.
 */
package org.fusefixture.filesystem;
