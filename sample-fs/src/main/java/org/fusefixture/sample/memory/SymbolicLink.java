package org.fusefixture.sample.memory;

import java.time.Instant;
import org.fusefixture.protocol.LinkTarget;

/** A symbolic link; its permissions are always rwxrwxrwx, and mean nothing (symlink(7)). */
final class SymbolicLink extends Inode {
  private static final int MODE = FileMode.SYMBOLIC_LINK | 0777;

  private final LinkTarget target;

  SymbolicLink(long number, Owner owner, Instant now, LinkTarget target) {
    super(number, MODE, owner, 1, now);
    this.target = target;
  }

  LinkTarget target() {
    return target;
  }

  @Override
  long size() {
    return target.length();
  }
}
