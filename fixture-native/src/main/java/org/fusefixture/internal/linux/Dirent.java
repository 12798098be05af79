package org.fusefixture.internal.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An entry of a directory ({@code struct linux_dirent64}, getdents64(2)).
 *
 * @param offset where to continue after this entry
 * @param type DT_*: the type bits of the mode, shifted right by 12; 0 where unknown
 */
public record Dirent(long inode, long offset, int type, LinuxPath name) {

  static List<Dirent> decode(byte[] bytes, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    List<Dirent> entries = new ArrayList<>();
    int at = 0;
    while (at < length) {
      int next = at + Short.toUnsignedInt(in.getShort(at + 16));
      int from = at + 19;
      int to = from;
      while (bytes[to] != 0) {
        to++;
      }
      entries.add(
          new Dirent(
              in.getLong(at),
              in.getLong(at + 8),
              Byte.toUnsignedInt(bytes[at + 18]),
              LinuxPath.of(Arrays.copyOfRange(bytes, from, to))));
      at = next;
    }
    return entries;
  }

  /** Whether this is {@code .} or {@code ..}. */
  public boolean isDots() {
    String text = name.toString();
    return text.equals(".") || text.equals("..");
  }
}
