package org.fusefixture.protocol.request;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.fusefixture.internal.wire.RequestHeader;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.MalformedRequestException;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Unique;

/**
 * A view of one request of the kernel, laid over the bytes as they came; it is reused for the next
 * request once this one is answered.
 */
public abstract class Request {
  static final int HEADER_SIZE = RequestHeader.SIZE;

  private static final int RECORD_SIZE = 16;

  private final int fixedSize;

  @SuppressWarnings("NullAway.Init") // a view has no message before decode
  private ByteBuffer message;

  private int end;
  private RequestExtensions extensions = RequestExtensions.NONE;

  /**
   * @param fixedSize size of the structure that follows the header, in bytes
   */
  Request(int fixedSize) {
    this.fixedSize = fixedSize;
  }

  /**
   * Lays this view over a message and checks that every accessor will stay within it.
   *
   * @param source the message from index 0, in the byte order of the machine; of a WRITE the part
   *     before the data is enough
   * @param length number of bytes that came, which the header must confirm
   * @throws MalformedRequestException if the message is too short, too long, or lies about its
   *     lengths
   */
  public final void decode(ByteBuffer source, int length) {
    if (source.order() != ByteOrder.nativeOrder()) {
      throw new IllegalArgumentException("a message is in host byte order, not " + source.order());
    }
    if (length < HEADER_SIZE) {
      throw new MalformedRequestException(
          "a request has at least " + HEADER_SIZE + " bytes of header, but " + length + " came");
    }
    if (Math.min(length, bytesInMemory(length)) > source.limit()) {
      throw new IllegalArgumentException(
          "of a message of " + length + " bytes only " + source.limit() + " are in the buffer");
    }
    message = source;
    int declared = RequestHeader.length(source);
    if (declared != length) {
      throw malformed(
          "the header says "
              + Integer.toUnsignedLong(declared)
              + " bytes, but "
              + length
              + " came");
    }
    int extensionsSize = RequestHeader.extensionsSize(source);
    if (HEADER_SIZE + fixedSize + extensionsSize > length) {
      throw malformed(
          "needs "
              + HEADER_SIZE
              + " + "
              + fixedSize
              + " bytes and "
              + extensionsSize
              + " of extensions, but has "
              + length);
    }
    end = length - extensionsSize;
    check();
    extensions = extensionsSize == 0 ? RequestExtensions.NONE : decodeExtensions(extensionsSize);
  }

  private RequestExtensions decodeExtensions(int size) {
    if (bytesInMemory(end + size) != end + size) {
      throw malformed("has data, and " + size + " bytes of extensions, which cannot be");
    }
    try {
      return RequestExtensions.decode(view(end, size));
    } catch (MalformedRequestException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  /** How many bytes of a message the view needs to have in memory. */
  int bytesInMemory(int length) {
    return length;
  }

  /**
   * Checks what follows the fixed part; called by {@link #decode} when header and fixed part are
   * there.
   */
  abstract void check();

  /**
   * {@return the arguments of the operation as text for people, for example {@code fh 1, 4096 bytes
   * at 0}; empty where there are none} The inode of the header is not among them.
   */
  public abstract String arguments();

  /** {@return the operation, as on the wire} */
  public final int opcode() {
    return RequestHeader.opcode(message);
  }

  /** {@return the number that identifies this request in its session} */
  public final Unique unique() {
    return new Unique(RequestHeader.unique(message));
  }

  /** {@return the inode that the operation is about; for names, the directory} */
  public final NodeId nodeId() {
    return new NodeId(RequestHeader.nodeId(message));
  }

  /** {@return the effective user of the caller (fsuid), as an unsigned number} */
  public final int uid() {
    return RequestHeader.uid(message);
  }

  /** {@return the effective group of the caller (fsgid), as an unsigned number} */
  public final int gid() {
    return RequestHeader.gid(message);
  }

  /**
   * {@return the process of the caller, or 0 where it lives outside the PID namespace of the mount
   * or is the kernel itself}
   */
  public final int pid() {
    return RequestHeader.pid(message);
  }

  /** {@return what the kernel adds to the body when asked to in INIT; nothing, most of the time} */
  public final RequestExtensions extensions() {
    return extensions;
  }

  /** {@return whether it names a range of bytes of a file, or a place in a directory} */
  public boolean hasRange() {
    return false;
  }

  /** {@return the first byte of the range, or the cookie in a directory; 0 where there is none} */
  public long rangeOffset() {
    return 0;
  }

  /**
   * {@return the number of bytes of the range, or most bytes of a listing; 0 where there is none}
   */
  public long rangeSize() {
    return 0;
  }

  /** {@return the most bytes of a body of variable size that the kernel accepts in the reply} */
  public int replyRoom() {
    return 0;
  }

  /**
   * Copies the message as it came, extensions included; of a WRITE the part before the data. Its
   * length field stays as it is.
   *
   * @param target gets the bytes from its position on, which moves
   */
  public final void copyTo(ByteBuffer target) {
    int size = bytesInMemory(RequestHeader.length(message));
    target.put(target.position(), message, 0, size).position(target.position() + size);
  }

  final long nodeIdNumber() {
    return RequestHeader.nodeId(message);
  }

  /** The name of an entry that the tail starts with. */
  final FileName firstName() {
    return FileName.of(bytes(bodyStart(), stringEnd(bodyStart())));
  }

  final String rangeText() {
    return rangeSize() + " bytes at " + Long.toUnsignedString(rangeOffset());
  }

  static String octal(int bits) {
    return "0" + Integer.toOctalString(bits);
  }

  static String hexadecimal(int bits) {
    return "0x" + Integer.toHexString(bits);
  }

  final int getInt(int index) {
    return message.getInt(index);
  }

  final long getLong(int index) {
    return message.getLong(index);
  }

  final void putInt(int index, int value) {
    message.putInt(index, value);
  }

  final void putLong(int index, long value) {
    message.putLong(index, value);
  }

  /** Index of the first byte after the fixed part. */
  final int bodyStart() {
    return HEADER_SIZE + fixedSize;
  }

  /** Number of bytes between the fixed part and the extensions. */
  final int tailSize() {
    return end - bodyStart();
  }

  /** Index of a record in the tail. */
  final int recordAt(int index) {
    return bodyStart() + index * RECORD_SIZE;
  }

  final ByteBuffer view(int index, int size) {
    return message.slice(index, size).order(ByteOrder.nativeOrder());
  }

  final byte[] bytes(int from, int to) {
    byte[] bytes = new byte[to - from];
    message.get(from, bytes);
    return bytes;
  }

  /** Index of the NUL that ends the string which starts at an index, or -1 if there is none. */
  final int stringEnd(int from) {
    for (int index = from; index < end; index++) {
      if (message.get(index) == 0) {
        return index;
      }
    }
    return -1;
  }

  final void checkTail(int expected) {
    if (tailSize() != expected) {
      throw malformed(
          "has "
              + tailSize()
              + " bytes after its "
              + fixedSize
              + " byte structure instead of "
              + expected);
    }
  }

  final void checkSize(int index, String field) {
    if (getInt(index) < 0) {
      throw malformed(
          field + " is " + Integer.toUnsignedLong(getInt(index)) + ", more than any message holds");
    }
  }

  final void checkOffset(int index, String field) {
    if (getLong(index) < 0) {
      throw malformed(
          field + " is " + Long.toUnsignedString(getLong(index)) + ", beyond the end of any file");
    }
  }

  /** The tail is so many strings, each ended by a NUL, and nothing else. */
  final void checkStrings(int count) {
    int next = checkLeadingStrings(count);
    if (next != end) {
      throw malformed("has " + (end - next) + " bytes after the NUL of its last string");
    }
  }

  /** The tail is so many names of directory entries, each ended by a NUL, and nothing else. */
  final void checkNames(int count) {
    checkStrings(count);
    int from = bodyStart();
    for (int i = 0; i < count; i++) {
      int to = stringEnd(from);
      checkName(from, to);
      from = to + 1;
    }
  }

  /**
   * Checks the strings that the tail starts with, and returns the index after the last one's NUL.
   */
  final int checkLeadingStrings(int count) {
    int from = bodyStart();
    for (int i = 0; i < count; i++) {
      int to = stringEnd(from);
      if (to < 0) {
        throw malformed(
            "string "
                + (i + 1)
                + " of "
                + count
                + ", at byte "
                + from
                + ", has no NUL before byte "
                + end);
      }
      from = to + 1;
    }
    return from;
  }

  /** The tail is so many records of {@link #RECORD_SIZE} bytes, and nothing else. */
  final void checkRecords(int count) {
    if (count != tailSize() / RECORD_SIZE || tailSize() % RECORD_SIZE != 0) {
      throw malformed(
          "says "
              + Integer.toUnsignedLong(count)
              + " records of "
              + RECORD_SIZE
              + " bytes, but has "
              + tailSize()
              + " bytes");
    }
  }

  final void checkName(int from, int to) {
    checkLength("name", from, to, 1, FileName.MAX_LENGTH);
    for (int index = from; index < to; index++) {
      if (message.get(index) == '/') {
        throw malformed("the name at byte " + from + " has a slash");
      }
    }
  }

  final void checkLength(String what, int from, int to, int least, int most) {
    if (to - from < least || to - from > most) {
      throw malformed(
          "the "
              + what
              + " at byte "
              + from
              + " has "
              + (to - from)
              + " bytes instead of "
              + least
              + " to "
              + most);
    }
  }

  final MalformedRequestException malformed(String what) {
    return new MalformedRequestException(
        getClass().getSimpleName()
            + " (opcode "
            + Integer.toUnsignedLong(RequestHeader.opcode(message))
            + ", unique "
            + Long.toUnsignedString(RequestHeader.unique(message))
            + "): "
            + what);
  }
}
