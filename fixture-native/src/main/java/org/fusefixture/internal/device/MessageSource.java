package org.fusefixture.internal.device;

import java.nio.ByteBuffer;
import org.fusefixture.internal.splice.SplicePipe;

/** Where whole messages are received; returns what {@link FuseDevice} says. */
public interface MessageSource {
  /** Waits for a message and copies it into memory. */
  int receive(ByteBuffer target);

  /** Waits for a message and lets its pages into a pipe, which must be empty. */
  int receive(SplicePipe pipe, int most);

  /** Nothing is received through this any more, although something may have been expected. */
  default void abandon() {}
}
