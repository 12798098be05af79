package org.fusefixture.internal.fault.effect;

import java.nio.ByteBuffer;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.wire.ReplyHeader;

/** A finished reply that an effect may change. One object serves one reply after the other. */
public final class ReplyMessage {
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
    return length - ReplyHeader.SIZE;
  }

  /** What follows the header; shares the message's memory. */
  ByteBuffer body() {
    ByteBuffer body = bytes.duplicate();
    body.clear().limit(length).position(ReplyHeader.SIZE);
    return body;
  }

  boolean isError() {
    return ReplyHeader.isError(bytes);
  }

  /** Gives the message another length, also in its header. */
  public void resize(int size) {
    length = size;
    ReplyHeader.setLength(bytes, size);
  }

  /** Takes over a length that is in the header already. */
  void resized(int size) {
    length = size;
  }

  /** Becomes an error without a body. */
  public void fail(Errno errno) {
    length = ReplyHeader.putError(bytes, errno);
  }

  /** Changes the header only, for a message that the kernel refuses. */
  void setHeader(int lengthField, int errorField, long uniqueField) {
    ReplyHeader.put(bytes, lengthField, errorField, uniqueField);
  }

  int error() {
    return ReplyHeader.error(bytes);
  }

  long unique() {
    return ReplyHeader.unique(bytes);
  }
}
