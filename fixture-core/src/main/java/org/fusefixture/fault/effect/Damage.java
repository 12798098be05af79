package org.fusefixture.fault.effect;

import java.nio.ByteBuffer;

/** A way to corrupt bytes. */
public sealed interface Damage
    permits Zeroed, Randomised, FlippedBits, DroppedTail, EveryNthByte, CopiedBlock {

  /**
   * Damages the bytes from position to limit in place; those stay as they are.
   *
   * @param draw 64 random bits, from which everything follows that is drawn
   * @return how many of the bytes are left
   */
  int apply(ByteBuffer bytes, long draw);
}
