package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;

/** Takes finished replies to the kernel; the session's side of a {@link Reply}. */
public interface ReplyChannel {

  /**
   * Sends a whole reply.
   *
   * @param message the reply from index 0, header included
   * @param length its size in bytes
   */
  void send(ByteBuffer message, int length);

  /**
   * Sends a reply whose body is still in a file, without a copy through memory where the session
   * can do that.
   *
   * @param message the header of the reply at index 0; its length field is still to be set, as the
   *     file may end early
   * @param file where the body is read
   * @param at position in the file of the first byte
   * @param size most bytes to send
   * @throws org.fusefixture.errno.ErrnoException if the file cannot be read; no reply was sent then
   */
  void send(ByteBuffer message, OpenDescriptor file, Offset at, int size);
}
