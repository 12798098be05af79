/**
 * What filesystems that pass a directory through have in common: inodes of the real directory held
 * by descriptors, nodeids and lookup counts, open files, changes of attributes, and the caller's
 * identity. Errors of the real filesystem reach the caller as they are.
 *
 * <p>Depends on fixture-core and {@code linux}. {@code FaultyDirectory} puts a cache of its own in
 * front of it; {@code MirrorFileSystem} of sample-fs adds almost nothing.
 */
package org.fusefixture.internal.passthrough;
