package org.fusefixture.protocol.reply;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;

/** Keeps what would go to the kernel. */
public final class CapturingChannel implements Reply.Channel {
  private final List<byte[]> sent = new CopyOnWriteArrayList<>();
  private ErrnoException fileFailure;

  /** Room for a reply. */
  public static ByteBuffer room(int size) {
    ByteBuffer room = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    while (room.hasRemaining()) {
      room.put((byte) 0xee); // what an earlier reply left behind
    }
    return room.clear();
  }

  /** Makes files unreadable. */
  public void failFilesWith(ErrnoException failure) {
    fileFailure = failure;
  }

  /** All replies, in the order in which they were sent. */
  public List<byte[]> sent() {
    return sent;
  }

  /** The only reply. */
  public byte[] only() {
    if (sent.size() != 1) {
      throw new AssertionError(sent.size() + " replies were sent instead of 1");
    }
    return sent.get(0);
  }

  @Override
  public void send(ByteBuffer message, int length) {
    byte[] bytes = new byte[length];
    message.duplicate().clear().get(0, bytes);
    sent.add(bytes);
  }

  @Override
  public void send(ByteBuffer message, OpenDescriptor file, Offset at, int size) {
    if (fileFailure != null) {
      throw fileFailure;
    }
    message.putInt(0, Reply.HEADER_SIZE + size);
    send(message, Reply.HEADER_SIZE);
  }
}
