package org.fusefixture.internal.fault.effect;

import java.nio.ByteBuffer;
import org.fusefixture.errno.Errno;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.reply.ReplyFields;

/** A finished reply that an effect may change. One object serves one reply after the other. */
public final class ReplyMessage {
  private static final int LENGTH_AT = 0;
  private static final int ERROR_AT = 4;
  private static final int UNIQUE_AT = 8;

  private ByteBuffer bytes;
  private int length;

  /** Looks at a reply. */
  public ReplyMessage of(ByteBuffer message, int size) {
    bytes = message;
    length = size;
    return this;
  }

  /** The message in the session's memory, which may have more room than the message needs. */
  public ByteBuffer bytes() {
    return bytes;
  }

  /** Size of the message in bytes. */
  public int length() {
    return length;
  }

  /** Size of what follows the header, in bytes. */
  int bodyLength() {
    return length - Reply.HEADER_SIZE;
  }

  /** What follows the header; shares the message's memory. */
  ByteBuffer body() {
    ByteBuffer body = bytes.duplicate();
    body.clear().limit(length).position(Reply.HEADER_SIZE);
    return body;
  }

  boolean isError() {
    return ReplyFields.isError(bytes);
  }

  /** Gives the message another length, also in its header. */
  public void resize(int size) {
    length = size;
    bytes.putInt(LENGTH_AT, size);
  }

  /** Takes over a length that is in the header already. */
  void resized(int size) {
    length = size;
  }

  /** Becomes an error without a body. */
  public void fail(Errno errno) {
    resize(Reply.HEADER_SIZE);
    bytes.putInt(ERROR_AT, -errno.number());
  }

  /** Changes the header only, for a message that the kernel refuses. */
  void setHeader(int lengthField, int errorField, long uniqueField) {
    bytes
        .putInt(LENGTH_AT, lengthField)
        .putInt(ERROR_AT, errorField)
        .putLong(UNIQUE_AT, uniqueField);
  }

  int error() {
    return bytes.getInt(ERROR_AT);
  }

  long unique() {
    return bytes.getLong(UNIQUE_AT);
  }
}
