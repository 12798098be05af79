package org.fusefixture.fault.effect;

import java.nio.ByteBuffer;

/**
 * One block, drawn, is replaced by the content of another.
 *
 * @param size of a block in bytes
 */
public record CopiedBlock(int size) implements Damage {
  public CopiedBlock {
    Limits.requirePositive("size", size);
  }

  @Override
  public int apply(ByteBuffer bytes, long draw) {
    int blocks = bytes.remaining() / size;
    if (blocks < 2) {
      return bytes.remaining();
    }
    int target = (int) Long.remainderUnsigned(draw, blocks);
    int source = (target + 1 + (int) Long.remainderUnsigned(draw >>> 32, blocks - 1)) % blocks;
    int start = bytes.position();
    bytes.put(start + target * size, bytes, start + source * size, size);
    return bytes.remaining();
  }
}
