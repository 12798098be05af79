package org.fusefixture.sample.memory;

import java.time.Instant;

/** A FIFO, a socket or a device node, which the kernel serves by itself once it is open. */
final class SpecialFile extends Inode {
  private final int device;

  SpecialFile(long number, int mode, Owner owner, Instant now, int device) {
    super(number, mode, owner, 1, now);
    this.device = device;
  }

  @Override
  int device() {
    return device;
  }

  @Override
  long size() {
    return 0;
  }
}
