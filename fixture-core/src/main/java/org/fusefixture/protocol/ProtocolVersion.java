package org.fusefixture.protocol;

/**
 * A version of the FUSE protocol.
 *
 * <p>Both are unsigned numbers.
 *
 * @param major 7 since Linux 2.6.14
 * @param minor counts the additions, see the log at the top of include/uapi/linux/fuse.h
 */
public record ProtocolVersion(int major, int minor) implements Comparable<ProtocolVersion> {
  /** The oldest version that is negotiated (Linux 5.2). */
  public static final ProtocolVersion OLDEST = new ProtocolVersion(7, 31);

  /** The newest version that is understood (Linux 6.18). */
  public static final ProtocolVersion NEWEST = new ProtocolVersion(7, 45);

  @Override
  public int compareTo(ProtocolVersion other) {
    return major != other.major
        ? Integer.compareUnsigned(major, other.major)
        : Integer.compareUnsigned(minor, other.minor);
  }

  @Override
  public String toString() {
    return Integer.toUnsignedString(major) + "." + Integer.toUnsignedString(minor);
  }
}
