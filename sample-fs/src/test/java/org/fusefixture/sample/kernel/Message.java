package org.fusefixture.sample.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The body of a request in the making, in host byte order. */
public final class Message {
  private final ByteBuffer bytes = ByteBuffer.allocate(128 * 1024).order(ByteOrder.nativeOrder());

  public static Message empty() {
    return new Message();
  }

  public Message u32(int... values) {
    for (int value : values) {
      bytes.putInt(value);
    }
    return this;
  }

  public Message u64(long... values) {
    for (long value : values) {
      bytes.putLong(value);
    }
    return this;
  }

  /** A string with the NUL that ends it. */
  public Message string(String value) {
    bytes.put(value.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
    return this;
  }

  public Message raw(byte[] value) {
    bytes.put(value);
    return this;
  }

  byte[] toBytes() {
    byte[] all = new byte[bytes.position()];
    bytes.get(0, all);
    return all;
  }
}
