package org.fusefixture.protocol.request;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.Unique;

/**
 * What is between the kernel and the session, and reaches no filesystem: INIT, INTERRUPT and
 * NOTIFY_REPLY. Offsets count from the end of the header.
 */
public abstract sealed class SessionRequest extends Request {

  private SessionRequest(int fixedSize) {
    super(fixedSize);
  }

  /**
   * INIT: the kernel's half of the negotiation.
   *
   * <p>{@code struct fuse_init_in} of include/uapi/linux/fuse.h. Kernels before 7.36 send the first
   * 16 bytes only. Of another major version than 7 only the version is read.
   *
   * <pre>
   *   offset  size  field
   *        0     4  major
   *        4     4  minor
   *        8     4  max_readahead
   *       12     4  flags
   *       16     4  flags2   since 7.36, with FUSE_INIT_EXT
   *       20    44  unused
   * </pre>
   */
  public static final class Init extends SessionRequest {
    private static final int VERSION_SIZE = 8;
    private static final int FIRST_SIZE = 16;
    private static final int EXTENDED_SIZE = 64;
    private static final int MAJOR_AT = HEADER_SIZE;
    private static final int MINOR_AT = HEADER_SIZE + 4;
    private static final int MAX_READAHEAD_AT = HEADER_SIZE + 8;
    private static final int FLAGS_AT = HEADER_SIZE + 12;
    private static final int FLAGS2_AT = HEADER_SIZE + 16;

    /** A view that is not laid over a message yet. */
    public Init() {
      super(VERSION_SIZE);
    }

    /** {@return the version that the kernel speaks} */
    public ProtocolVersion version() {
      return new ProtocolVersion(getInt(MAJOR_AT), getInt(MINOR_AT));
    }

    /**
     * {@return the most bytes that the kernel reads ahead, as an unsigned number; 0 where it does
     * not say}
     */
    public int maxReadahead() {
      return has(FIRST_SIZE) ? getInt(MAX_READAHEAD_AT) : 0;
    }

    /**
     * {@return what the kernel offers, 64 bits: {@code flags} below and {@code flags2} above; 0
     * where it does not say}
     */
    public long flags() {
      long low = has(FIRST_SIZE) ? Integer.toUnsignedLong(getInt(FLAGS_AT)) : 0;
      return has(EXTENDED_SIZE) && (low & InitFlag.INIT_EXT.mask()) != 0
          ? low | Integer.toUnsignedLong(getInt(FLAGS2_AT)) << 32
          : low;
    }

    @Override
    public String arguments() {
      return "version " + version() + ", flags 0x" + Long.toHexString(flags());
    }

    private boolean has(int size) {
      return isKnownMajor() && VERSION_SIZE + tailSize() >= size;
    }

    private boolean isKnownMajor() {
      return getInt(MAJOR_AT) == ProtocolVersion.NEWEST.major();
    }

    @Override
    void check() {
      int size = VERSION_SIZE + tailSize();
      if (isKnownMajor() && size != FIRST_SIZE && size != EXTENDED_SIZE) {
        throw malformed(
            "has "
                + size
                + " bytes of structure instead of "
                + FIRST_SIZE
                + " or "
                + EXTENDED_SIZE);
      }
    }
  }

  /**
   * INTERRUPT: the caller of another request got a signal. There is no reply of its own, but EAGAIN
   * asks for it to be sent again.
   *
   * <p>{@code struct fuse_interrupt_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     8  unique
   * </pre>
   */
  public static final class Interrupt extends SessionRequest {
    private static final int INTERRUPTED_AT = HEADER_SIZE;

    /** A view that is not laid over a message yet. */
    public Interrupt() {
      super(8);
    }

    /** {@return the request that is interrupted} */
    public Unique interrupted() {
      return new Unique(getLong(INTERRUPTED_AT));
    }

    @Override
    public String arguments() {
      return "of " + interrupted();
    }

    @Override
    void check() {
      checkTail(0);
    }
  }

  /**
   * NOTIFY_REPLY: the kernel's answer to a RETRIEVE notification. {@link #unique()} is the one that
   * the notification named. There is no reply.
   *
   * <p>{@code struct fuse_notify_retrieve_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     8  dummy1
   *        8     8  offset
   *       16     4  size
   *       20    20  dummy2, dummy3, dummy4
   *       40  size  data
   * </pre>
   */
  public static final class NotifyReply extends SessionRequest {
    private static final int OFFSET_AT = HEADER_SIZE + 8;
    private static final int SIZE_AT = HEADER_SIZE + 16;

    /** A view that is not laid over a message yet. */
    public NotifyReply() {
      super(40);
    }

    /** {@return the place in the file at which the data starts} */
    public Offset offset() {
      return new Offset(getLong(OFFSET_AT));
    }

    /** {@return the number of bytes, perhaps fewer than were asked for} */
    public int size() {
      return getInt(SIZE_AT);
    }

    /** {@return the data; a view that is valid only while the request is handled} */
    public ByteBuffer content() {
      return view(bodyStart(), size());
    }

    @Override
    public String arguments() {
      return size() + " bytes at " + offset();
    }

    @Override
    void check() {
      checkSize(SIZE_AT, "size");
      checkTail(size());
    }
  }
}
