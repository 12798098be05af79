package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.ReplyShape;

/** Bytes: READ and READLINK. */
public final class DataReply extends Reply {

  /** A reply that is not open yet. */
  public DataReply() {
    super(ReplyShape.DATA);
  }

  /**
   * {@return room for the answer, to be filled from its position on and sent with {@link #filled}}
   * It belongs to the caller until the reply is sent.
   */
  public ByteBuffer room() {
    ByteBuffer room = message();
    room.limit(room.capacity()).position(HEADER_SIZE);
    return room;
  }

  /** Answers with what was put into {@link #room()}. */
  public void filled() {
    complete(message().position() - HEADER_SIZE);
  }

  /**
   * Answers with the remaining bytes of a buffer; fewer than were asked for mean the end of the
   * file.
   *
   * @param bytes from position to limit; no more than {@link #room()} has
   */
  public void data(ByteBuffer bytes) {
    int size = bytes.remaining();
    requireRoom(size);
    room().put(bytes);
    complete(size);
  }

  /**
   * Answers a READLINK.
   *
   * @param target of the link
   */
  public void target(LinkTarget target) {
    target.putInto(room());
    filled();
  }

  /**
   * Answers with bytes of a file of the server, which need not pass through memory.
   *
   * @param file of this process, open for reading
   * @param at first byte
   * @param size most bytes to send; fewer if the file ends
   * @throws ErrnoException if the file cannot be read; the request is not answered then
   */
  public void file(OpenDescriptor file, Offset at, int size) {
    ByteBuffer header = message();
    close();
    putHeader(HEADER_SIZE, 0);
    try {
      channel().send(header, file, at, size);
    } catch (ErrnoException e) {
      reopen();
      throw e;
    }
  }
}
