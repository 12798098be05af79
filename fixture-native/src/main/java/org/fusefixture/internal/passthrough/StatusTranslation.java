package org.fusefixture.internal.passthrough;

import java.time.Instant;
import org.fusefixture.internal.linux.Statfs;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.ExtendedAttributes;
import org.fusefixture.protocol.FilesystemStatistics;

/** Turns what system calls return into values of the protocol. */
public final class StatusTranslation {
  /** STATX_BASIC_STATS, and STATX_BTIME of statx(2). */
  private static final int BASIC = 0x7ff;

  private static final int BIRTH_TIME = 0x800;

  private StatusTranslation() {}

  public static Attributes attributes(Statx status) {
    return attributes(status, status.inode());
  }

  /**
   * @param inode the number that is shown, see {@link InodeNumbers}
   */
  public static Attributes attributes(Statx status, long inode) {
    return new Attributes(
        inode,
        status.size(),
        status.blocks(),
        status.access().toInstant(),
        status.modify().toInstant(),
        status.change().toInstant(),
        status.mode(),
        status.links(),
        status.uid(),
        status.gid(),
        device(status),
        status.blockSize(),
        0);
  }

  public static ExtendedAttributes extendedAttributes(Statx status) {
    return extendedAttributes(status, status.inode());
  }

  /**
   * @param inode the number that is shown, see {@link InodeNumbers}
   */
  public static ExtendedAttributes extendedAttributes(Statx status, long inode) {
    boolean born = !status.birth().equals(new TimeSpec(0, 0));
    Instant birth = status.birth().toInstant();
    return new ExtendedAttributes(
        attributes(status, inode), birth, born ? BASIC | BIRTH_TIME : BASIC, 0, 0);
  }

  /** Extended attributes of an inode whose time of birth is unknown. */
  public static ExtendedAttributes extendedAttributes(Attributes attributes) {
    return new ExtendedAttributes(attributes, Instant.EPOCH, BASIC, 0, 0);
  }

  /** The device that a special file stands for, as the protocol has it. */
  public static int device(Statx status) {
    // The low half of makedev(3) is what the kernel calls new_encode_dev (kdev_t.h).
    return (int) status.specialDevice();
  }

  static FilesystemStatistics statistics(Statfs status) {
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
