package org.fusefixture.protocol.reply;

import java.time.Duration;
import org.fusefixture.internal.wire.DirentLayout;
import org.fusefixture.internal.wire.EntryLayout;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.ReplyShape;

/**
 * Entries of a directory with their inodes: READDIRPLUS ({@code struct fuse_direntplus}, one after
 * another).
 */
public final class DirectoryPlusReply extends Reply {
  private static final int UNKNOWN = -1;

  private int size = UNKNOWN;
  private int used;

  @Override
  void opened() {
    size = UNKNOWN;
    used = 0;
  }

  /** Starts an answer of at most so many bytes, those of the request; to be called first. */
  public DirectoryPlusReply within(int bytes) {
    requireStarted(bytes);
    size = Math.min(bytes, capacity());
    used = 0;
    return this;
  }

  /**
   * Whether an entry of this name would still fit. An inode should be counted as looked up only if
   * it does.
   */
  public boolean hasRoomFor(FileName name) {
    requireStarted(size);
    return used + EntryLayout.SIZE + DirentLayout.size(name) <= size;
  }

  /**
   * Adds an entry, which counts as one lookup of its inode, if there is room.
   *
   * @param next cookie from which a later READDIRPLUS goes on after this entry
   * @return false if it does not fit; the answer is to be sent then
   */
  public boolean add(FileName name, Entry entry, Offset next) {
    if (!hasRoomFor(name)) {
      return false;
    }
    EntryLayout.put(message(), HEADER_SIZE + used, entry);
    putName(name, entry.attributes().inode(), entry.attributes().mode(), next);
    return true;
  }

  /** Adds an entry that is no lookup, as "." and ".." are, if there is room. */
  public boolean addWithoutLookup(FileName name, long inode, int mode, Offset next) {
    if (!hasRoomFor(name)) {
      return false;
    }
    EntryLayout.putNegative(message(), HEADER_SIZE + used, Duration.ZERO);
    putName(name, inode, mode, next);
    return true;
  }

  private void putName(FileName name, long inode, int mode, Offset next) {
    DirentLayout.put(
        message(), HEADER_SIZE + used + EntryLayout.SIZE, name, inode, mode, next.bytes());
    used += EntryLayout.SIZE + DirentLayout.size(name);
  }

  /** Answers with what was added; nothing means the end of the directory. */
  public void send() {
    complete(used);
  }

  @Override
  public ReplyShape shape() {
    return ReplyShape.LISTING_WITH_ENTRIES;
  }
}
