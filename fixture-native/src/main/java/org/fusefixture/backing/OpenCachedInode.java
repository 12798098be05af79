package org.fusefixture.backing;

import java.util.List;
import java.util.Map;
import org.fusefixture.protocol.FileName;

/** An open file or directory. */
final class OpenCachedInode {
  final CachedInode inode;

  /** Number of power cuts before it was opened. */
  final long outages;

  /** Failures to write it back that its fsync has not told. */
  final FailureSequence.Reader failures;

  /** Whether reading it may change its time of access: not with O_NOATIME. */
  final boolean touches;

  /** What a directory lists, taken when it is read from its start. */
  volatile List<Map.Entry<FileName, CachedInode.Child>> listing = List.of();

  OpenCachedInode(CachedInode inode, long outages, boolean touches) {
    this.inode = inode;
    this.outages = outages;
    this.touches = touches;
    failures = inode.failures.reader();
  }
}
