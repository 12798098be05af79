package org.fusefixture.sample.mirror;

import java.time.Instant;
import org.fusefixture.internal.linux.FileStatus;
import org.fusefixture.internal.linux.FilesystemStatus;
import org.fusefixture.internal.linux.Timestamp;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.ExtendedAttributes;
import org.fusefixture.protocol.FilesystemStatistics;

/** What system calls tell, as the protocol wants it. */
final class Translation {
  /** STATX_BASIC_STATS, and STATX_BTIME of statx(2). */
  private static final int BASIC = 0x7ff;

  private static final int BIRTH_TIME = 0x800;

  private Translation() {}

  static Attributes attributes(FileStatus status) {
    return new Attributes(
        status.inode(),
        status.size(),
        status.blocks(),
        status.access().toInstant(),
        status.modify().toInstant(),
        status.change().toInstant(),
        status.mode(),
        status.links(),
        status.uid(),
        status.gid(),
        // The low half of makedev(3) is what the kernel calls new_encode_dev (kdev_t.h).
        (int) status.specialDevice(),
        status.blockSize(),
        0);
  }

  static ExtendedAttributes extendedAttributes(FileStatus status) {
    boolean born = !status.birth().equals(new Timestamp(0, 0));
    Instant birth = status.birth().toInstant();
    return new ExtendedAttributes(
        attributes(status), birth, born ? BASIC | BIRTH_TIME : BASIC, 0, 0);
  }

  static FilesystemStatistics statistics(FilesystemStatus status) {
    return new FilesystemStatistics(
        status.blocks(),
        status.freeBlocks(),
        status.availableBlocks(),
        status.files(),
        status.freeFiles(),
        (int) status.blockSize(),
        (int) status.fragmentSize(),
        (int) status.nameLength());
  }
}
