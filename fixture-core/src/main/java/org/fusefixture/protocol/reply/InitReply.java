package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.ReplyShape;
import org.fusefixture.protocol.SessionParameters;

/**
 * INIT: the server's half of the negotiation ({@code struct fuse_init_out} of
 * include/uapi/linux/fuse.h).
 *
 * <pre>
 *   offset  size  field                   offset  size  field
 *        0     4  major                       24     4  time_gran        since 7.23
 *        4     4  minor                       28     2  max_pages        since 7.28
 *        8     4  max_readahead               30     2  map_alignment    since 7.31
 *       12     4  flags                       32     4  flags2           since 7.36
 *       16     2  max_background              36     4  max_stack_depth  since 7.40
 *       18     2  congestion_threshold        40     2  request_timeout  since 7.43
 *       20     4  max_write                   42    22  unused
 * </pre>
 */
public final class InitReply extends Reply {
  private static final int SIZE = 64;

  /** A reply that is not open yet. */
  public InitReply() {
    super(ReplyShape.NEGOTIATION);
  }

  /**
   * Asks a newer major version of the kernel to start again with a version that both speak.
   *
   * @param version what the server speaks
   */
  public void tryAgainWith(ProtocolVersion version) {
    message().putInt(HEADER_SIZE, version.major()).putInt(HEADER_SIZE + 4, version.minor());
    complete(8);
  }

  /**
   * Ends the negotiation.
   *
   * @param parameters what the session uses from now on
   */
  public void accepted(SessionParameters parameters) {
    ByteBuffer message = message();
    for (int at = 0; at < SIZE; at += Long.BYTES) {
      message.putLong(HEADER_SIZE + at, 0);
    }
    message
        .putInt(HEADER_SIZE, parameters.version().major())
        .putInt(HEADER_SIZE + 4, parameters.version().minor())
        .putInt(HEADER_SIZE + 8, parameters.maxReadahead())
        .putInt(HEADER_SIZE + 12, (int) parameters.flags())
        .putShort(HEADER_SIZE + 16, (short) parameters.maxBackground())
        .putShort(HEADER_SIZE + 18, (short) parameters.congestionThreshold())
        .putInt(HEADER_SIZE + 20, parameters.maxWrite())
        .putInt(HEADER_SIZE + 24, parameters.timeGranularity())
        .putShort(HEADER_SIZE + 28, (short) parameters.maxPages())
        .putShort(HEADER_SIZE + 30, (short) parameters.mapAlignment())
        .putInt(HEADER_SIZE + 32, (int) (parameters.flags() >>> 32))
        .putInt(HEADER_SIZE + 36, parameters.maxStackDepth())
        .putShort(HEADER_SIZE + 40, (short) parameters.requestTimeout());
    complete(SIZE);
  }
}
