package org.fusefixture.internal.wire;

import java.nio.ByteBuffer;

/**
 * {@code struct fuse_in_header} of include/uapi/linux/fuse.h, at index 0 of a request.
 *
 * <pre>
 *   offset  size  field
 *        0     4  len           whole message, in bytes
 *        4     4  opcode
 *        8     8  unique
 *       16     8  nodeid
 *       24     4  uid
 *       28     4  gid
 *       32     4  pid
 *       36     2  total_extlen  extensions at the end, in units of 8 bytes (since 7.38)
 *       38     2  padding
 * </pre>
 */
public final class RequestHeader {
  /** Number of bytes. */
  public static final int SIZE = 40;

  /** Size of the unit in which the length of the extensions is given, in bytes. */
  private static final int EXTENSION_UNIT = 8;

  private static final int LENGTH_AT = 0;
  private static final int OPCODE_AT = 4;
  private static final int UNIQUE_AT = 8;
  private static final int NODE_ID_AT = 16;
  private static final int UID_AT = 24;
  private static final int GID_AT = 28;
  private static final int PID_AT = 32;
  private static final int EXTENSION_UNITS_AT = 36;

  /** Number of bytes of the whole message. */
  public static int length(ByteBuffer message) {
    return message.getInt(LENGTH_AT);
  }

  /** The number of the operation. */
  public static int opcode(ByteBuffer message) {
    return message.getInt(OPCODE_AT);
  }

  /** The number of the request. */
  public static long unique(ByteBuffer message) {
    return message.getLong(UNIQUE_AT);
  }

  /** The inode. */
  public static long nodeId(ByteBuffer message) {
    return message.getLong(NODE_ID_AT);
  }

  /** The user of the caller. */
  public static int uid(ByteBuffer message) {
    return message.getInt(UID_AT);
  }

  /** The group of the caller. */
  public static int gid(ByteBuffer message) {
    return message.getInt(GID_AT);
  }

  /** The process of the caller. */
  public static int pid(ByteBuffer message) {
    return message.getInt(PID_AT);
  }

  /** Number of bytes of the extensions at the end of the message. */
  public static int extensionsSize(ByteBuffer message) {
    return Short.toUnsignedInt(message.getShort(EXTENSION_UNITS_AT)) * EXTENSION_UNIT;
  }

  private RequestHeader() {}
}
