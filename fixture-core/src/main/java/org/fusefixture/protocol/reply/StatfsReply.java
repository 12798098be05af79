package org.fusefixture.protocol.reply;

import org.fusefixture.internal.wire.StatisticsLayout;
import org.fusefixture.protocol.FilesystemStatistics;
import org.fusefixture.protocol.ReplyShape;

/** Sizes of the filesystem: STATFS ({@code struct fuse_kstatfs}). */
public final class StatfsReply extends Reply {
  /** Answers with success. */
  public void statistics(FilesystemStatistics statistics) {
    StatisticsLayout.put(message(), statistics);
    complete(StatisticsLayout.SIZE);
  }

  @Override
  public ReplyShape shape() {
    return ReplyShape.STATISTICS;
  }
}
