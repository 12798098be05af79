package org.fusefixture.protocol.reply;

import org.fusefixture.internal.wire.DirentLayout;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.ReplyShape;

/** Entries of a directory: READDIR ({@code struct fuse_dirent}, one after another). */
public final class DirectoryReply extends Reply {
  private static final int UNKNOWN = -1;

  private int size = UNKNOWN;
  private int used;

  @Override
  void opened() {
    size = UNKNOWN;
    used = 0;
  }

  /** Starts an answer of at most so many bytes, those of the request; to be called first. */
  public DirectoryReply within(int bytes) {
    requireStarted(bytes);
    size = Math.min(bytes, capacity());
    used = 0;
    return this;
  }

  /**
   * Adds an entry if there is room.
   *
   * @param inode number of the inode, shown to the caller
   * @param mode file type as in stat(2); permission bits do not matter
   * @param next cookie from which a later READDIR goes on after this entry
   * @return false if it does not fit; the answer is to be sent then
   */
  public boolean add(FileName name, long inode, int mode, Offset next) {
    int entry = DirentLayout.size(name);
    requireStarted(size);
    if (used + entry > size) {
      return false;
    }
    DirentLayout.put(message(), HEADER_SIZE + used, name, inode, mode, next.bytes());
    used += entry;
    return true;
  }

  /** Answers with what was added; nothing means the end of the directory. */
  public void send() {
    complete(used);
  }

  @Override
  public ReplyShape shape() {
    return ReplyShape.LISTING;
  }
}
