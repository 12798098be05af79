package org.fusefixture.protocol;

import java.nio.ByteBuffer;

/**
 * The data of a WRITE, in memory or still in a pipe, to be consumed once and from front to back.
 *
 * <p>It is borrowed until the reply is sent. What has not been consumed by then is accessed late,
 * which breaks the contract of {@code FUSE_SPLICE_READ_USER_PAGES}: the pages may belong to the
 * client again. What a late access does (recorded, held back, refused) is the session's policy.
 *
 * <p>Not safe for use by several threads at once.
 */
public interface Payload {
  /** {@return the number of bytes that the request carries} */
  int size();

  /** {@return the number of bytes that have not been consumed} */
  int remaining();

  /**
   * {@return whether the bytes that remain are still in a pipe, perhaps in pages of the client or
   * of the page cache}
   */
  boolean isInPipe();

  /**
   * Consumes up to {@code target.remaining()} bytes into memory, and advances the target.
   *
   * @param target gets the bytes from its position on
   * @return number of bytes consumed, less than asked for only when the payload ends
   */
  int read(ByteBuffer target);

  /**
   * Consumes what remains into a file, without a copy through memory where the payload is in a pipe
   * (splice(2)).
   *
   * @param file where to write; a regular file or a device
   * @param at position in the file of the first byte
   * @return number of bytes consumed, that is all that remained
   * @throws org.fusefixture.errno.ErrnoException if the file does not take them
   */
  int transferTo(OpenDescriptor file, Offset at);

  /** Consumes what remains without looking at it. */
  void discard();
}
