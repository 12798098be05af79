package org.fusefixture.internal.relay;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.serving.NegotiationRefusedException;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.internal.wire.RequestHeader;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.request.SessionRequest;

/**
 * INIT on its way to a program and back ({@code struct fuse_init_in} and {@code fuse_init_out} of
 * include/uapi/linux/fuse.h): what a socket cannot do is not offered, and what it cannot carry is
 * not agreed on.
 */
final class InitRelay {
  /**
   * splice(2) from a socket is none from /dev/fuse, and what needs an ioctl(2) of the device has
   * none.
   */
  private static final Set<InitFlag> NEED_DEVICE =
      EnumSet.of(
          InitFlag.SPLICE_READ,
          InitFlag.SPLICE_WRITE,
          InitFlag.SPLICE_MOVE,
          InitFlag.SPLICE_READ_USER_PAGES,
          InitFlag.PASSTHROUGH,
          InitFlag.OVER_IO_URING);

  private static final int BODY = RequestHeader.SIZE;
  private static final int FLAGS_AT = BODY + 12;
  private static final int FLAGS2_AT = BODY + 16;
  private static final int EXTENDED_SIZE = BODY + 64;

  /** FUSE_COMPAT_22_INIT_OUT_SIZE: all up to max_write and time_gran's place. */
  private static final int LEAST_ANSWER = ReplyHeader.SIZE + 24;

  private static final int WHOLE_ANSWER = ReplyHeader.SIZE + 64;
  private static final int OUT = ReplyHeader.SIZE;
  private static final int MINOR_WITH_GRANULARITY = 23;

  /** FUSE_MAX_PAGES_PER_REQ before it could be asked for, and FUSE_DEFAULT_MAX_PAGES_PER_REQ. */
  private static final int DEFAULT_PAGES = 32;

  private final SessionRequest.Init request;
  private final int largestPayload;
  private final long offered;

  InitRelay(SessionRequest.Init request, int largestPayload) {
    this.request = request;
    this.largestPayload = largestPayload;
    Set<InitFlag> known = InitFlag.in(request.flags());
    known.removeAll(NEED_DEVICE);
    offered = InitFlag.mask(known);
  }

  /** The kernel's message, with what the socket can do. */
  ByteBuffer forProgram() {
    ByteBuffer message = LinuxMemory.allocatePages(LinuxProcesses.pageSize());
    request.copyTo(message);
    message.flip();
    message.putInt(FLAGS_AT, (int) offered);
    if (message.limit() >= EXTENDED_SIZE) {
      message.putInt(FLAGS2_AT, (int) (offered >>> Integer.SIZE));
    }
    return message;
  }

  /**
   * What the program has agreed to.
   *
   * @throws NegotiationRefusedException if that cannot be
   */
  SessionParameters agreed(ByteBuffer answer) throws NegotiationRefusedException {
    int length = answer.limit();
    if (ReplyHeader.isError(answer)) {
      throw refuse("the program answered INIT with error " + ReplyHeader.error(answer));
    }
    if (length < LEAST_ANSWER) {
      throw refuse(
          "the program's answer to INIT has "
              + length
              + " bytes; it needs "
              + LEAST_ANSWER
              + " at least");
    }
    ProtocolVersion version = new ProtocolVersion(answer.getInt(OUT), answer.getInt(OUT + 4));
    if (version.major() != ProtocolVersion.NEWEST.major()) {
      throw refuse("the program speaks FUSE " + version + ", the kernel " + request.version());
    }
    boolean whole = length >= WHOLE_ANSWER && version.minor() >= MINOR_WITH_GRANULARITY;
    long low = Integer.toUnsignedLong(answer.getInt(OUT + 12));
    long high =
        whole && (low & InitFlag.INIT_EXT.mask()) != 0
            ? Integer.toUnsignedLong(answer.getInt(OUT + 32)) << Integer.SIZE
            : 0;
    long flags = (low | high) & offered;
    int page = LinuxProcesses.pageSize();
    boolean hasPages = whole && (flags & InitFlag.MAX_PAGES.mask()) != 0;
    int pages = hasPages ? Short.toUnsignedInt(answer.getShort(OUT + 28)) : DEFAULT_PAGES;
    int fittingPages = Math.max(1, Math.min(pages, largestPayload / page));
    int maxWrite = Math.max(page, Math.min(answer.getInt(OUT + 20), largestPayload));
    return new SessionParameters(
        new ProtocolVersion(version.major(), Math.min(version.minor(), request.version().minor())),
        flags,
        answer.getInt(OUT + 8),
        Short.toUnsignedInt(answer.getShort(OUT + 16)),
        Short.toUnsignedInt(answer.getShort(OUT + 18)),
        maxWrite,
        whole ? Math.max(1, answer.getInt(OUT + 24)) : 1,
        fittingPages,
        whole && (flags & InitFlag.MAP_ALIGNMENT.mask()) != 0
            ? Short.toUnsignedInt(answer.getShort(OUT + 30))
            : 0,
        0,
        whole && (flags & InitFlag.REQUEST_TIMEOUT.mask()) != 0
            ? Short.toUnsignedInt(answer.getShort(OUT + 40))
            : 0);
  }

  private static NegotiationRefusedException refuse(String why) {
    return new NegotiationRefusedException(why, Errno.EPROTO);
  }
}
