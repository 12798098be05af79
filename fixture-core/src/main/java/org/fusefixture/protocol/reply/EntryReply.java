package org.fusefixture.protocol.reply;

import java.time.Duration;
import org.fusefixture.internal.wire.EntryLayout;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.ReplyShape;

/**
 * An inode under a name: LOOKUP, MKNOD, MKDIR, SYMLINK, LINK ({@code struct fuse_entry_out}). Each
 * counts as one lookup.
 */
public final class EntryReply extends Reply {
  /** A reply that is not open yet. */
  public EntryReply() {
    super(ReplyShape.ENTRY);
  }

  /**
   * Answers with an inode.
   *
   * @param entry the inode
   */
  public void entry(Entry entry) {
    EntryLayout.put(message(), HEADER_SIZE, entry);
    complete(EntryLayout.SIZE);
  }

  /**
   * Answers a LOOKUP with "there is none", which the kernel may remember for a time.
   *
   * @param validity how long the kernel may remember it; zero for not at all
   */
  public void negative(Duration validity) {
    EntryLayout.putNegative(message(), HEADER_SIZE, validity);
    complete(EntryLayout.SIZE);
  }
}
