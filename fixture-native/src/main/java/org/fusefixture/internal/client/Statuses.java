package org.fusefixture.internal.client;

import org.fusefixture.posix.FileStatus;
import org.fusefixture.posix.FilesystemStatus;

/** What the kernel tells, as the control API has it. */
final class Statuses {
  private Statuses() {}

  static FileStatus of(org.fusefixture.internal.linux.Statx status) {
    return new FileStatus(
        status.device(),
        status.inode(),
        status.mode(),
        status.links(),
        status.uid(),
        status.gid(),
        status.specialDevice(),
        status.size(),
        status.blocks(),
        status.blockSize(),
        status.access().seconds(),
        (int) status.access().nanos(),
        status.modify().seconds(),
        (int) status.modify().nanos(),
        status.change().seconds(),
        (int) status.change().nanos());
  }

  static FilesystemStatus of(org.fusefixture.internal.linux.Statfs status) {
    return new FilesystemStatus(
        status.type(),
        status.blockSize(),
        status.blocks(),
        status.freeBlocks(),
        status.availableBlocks(),
        status.files(),
        status.freeFiles(),
        status.nameLength(),
        status.fragmentSize());
  }
}
