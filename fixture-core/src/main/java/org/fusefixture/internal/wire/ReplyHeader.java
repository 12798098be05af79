package org.fusefixture.internal.wire;

import java.nio.ByteBuffer;
import org.fusefixture.errno.Errno;

/**
 * {@code struct fuse_out_header} of include/uapi/linux/fuse.h, at index 0 of a reply.
 *
 * <pre>
 *   offset  size  field
 *        0     4  len     whole message, in bytes
 *        4     4  error   0, or a negative error number
 *        8     8  unique
 *       16        body, absent with an error
 * </pre>
 */
public final class ReplyHeader {
  /** Number of bytes. */
  public static final int SIZE = 16;

  private static final int LENGTH_AT = 0;
  private static final int ERROR_AT = 4;
  private static final int UNIQUE_AT = 8;

  /** Writes the whole header. */
  public static void put(ByteBuffer message, int length, int error, long unique) {
    message.putInt(LENGTH_AT, length).putInt(ERROR_AT, error).putLong(UNIQUE_AT, unique);
  }

  /**
   * Turns a reply into an error, whatever its body; {@code unique} stays.
   *
   * @return the length of the reply
   */
  public static int putError(ByteBuffer message, Errno errno) {
    message.putInt(LENGTH_AT, SIZE).putInt(ERROR_AT, -errno.number());
    return SIZE;
  }

  /**
   * Writes the header of an error, which is the whole reply.
   *
   * @return the length of the reply
   */
  public static int putError(ByteBuffer message, Errno errno, long unique) {
    put(message, SIZE, -errno.number(), unique);
    return SIZE;
  }

  /** Number of bytes of the whole message. */
  public static int length(ByteBuffer message) {
    return message.getInt(LENGTH_AT);
  }

  /** Changes the number of bytes. */
  public static void setLength(ByteBuffer message, int length) {
    message.putInt(LENGTH_AT, length);
  }

  /** 0, or a negative error number. */
  public static int error(ByteBuffer message) {
    return message.getInt(ERROR_AT);
  }

  /** Changes the error; a sound one is 0 or negative. */
  public static void setError(ByteBuffer message, int error) {
    message.putInt(ERROR_AT, error);
  }

  /** Whether the reply is an error. */
  public static boolean isError(ByteBuffer message) {
    return error(message) != 0;
  }

  /** The number of the request that is answered. */
  public static long unique(ByteBuffer message) {
    return message.getLong(UNIQUE_AT);
  }

  /** Changes the number of the request. */
  public static void setUnique(ByteBuffer message, long unique) {
    message.putLong(UNIQUE_AT, unique);
  }

  private ReplyHeader() {}
}
