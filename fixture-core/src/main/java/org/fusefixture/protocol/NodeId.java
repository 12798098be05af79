package org.fusefixture.protocol;

/**
 * Names an inode between the kernel and the server, from the lookup that returned it to the last
 * FORGET.
 *
 * @param value the number on the wire, 64 bits, unsigned
 */
public record NodeId(long value) {

  /** The root of the mount (FUSE_ROOT_ID). */
  public static final NodeId ROOT = new NodeId(1);

  @Override
  public String toString() {
    return Long.toUnsignedString(value);
  }
}
