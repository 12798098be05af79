package org.fusefixture.protocol.reply;

import org.fusefixture.internal.wire.StatisticsLayout;
import org.fusefixture.protocol.FilesystemStatistics;
import org.fusefixture.protocol.ReplyShape;

/** Sizes of the filesystem: STATFS ({@code struct fuse_kstatfs}). */
public final class StatfsReply extends Reply {
  /** A reply that is not open yet. */
  public StatfsReply() {
    super(ReplyShape.STATISTICS);
  }

  /**
   * Answers with sizes.
   *
   * @param statistics sizes of the filesystem
   */
  public void statistics(FilesystemStatistics statistics) {
    StatisticsLayout.put(message(), statistics);
    complete(StatisticsLayout.SIZE);
  }
}
