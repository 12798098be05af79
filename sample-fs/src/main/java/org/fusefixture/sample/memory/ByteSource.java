package org.fusefixture.sample.memory;

import java.nio.ByteBuffer;

/** Bytes to be stored, from front to back: a payload, or another file. */
@FunctionalInterface
interface ByteSource {
  /** Fills the buffer up to its limit. */
  void read(ByteBuffer target);
}
