package org.fusefixture.sample.memory;

import java.time.Instant;

/** A regular file. */
final class RegularFile extends Inode {
  private final FileContent content;
  private boolean linkable;

  RegularFile(long number, int mode, Owner owner, int links, Instant now, FileContent content) {
    super(number, mode, owner, links, now);
    this.content = content;
  }

  FileContent content() {
    return content;
  }

  /** Whether a file without a name may get one: made by O_TMPFILE without O_EXCL (open(2)). */
  synchronized boolean isLinkable() {
    return linkable;
  }

  synchronized void setLinkable(boolean value) {
    linkable = value;
  }

  @Override
  long size() {
    return content.size();
  }

  @Override
  long allocated() {
    return content.allocated();
  }

  @Override
  void discard() {
    content.discard();
  }
}
