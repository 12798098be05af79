package org.fusefixture.internal.exercise;

import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.protocol.Offset.at;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.fusefixture.errno.Errno;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.oracle.Breach;
import org.fusefixture.oracle.Cause;
import org.fusefixture.posix.FilesystemStatus;
import org.fusefixture.stamp.FileVerdict;

/** What happens when space ends, and whether it comes back. */
final class SpaceChecks {
  /** A larger filesystem is not filled. */
  private static final long MOST_FREE = 64L << 20;

  private static final long PATIENCE_NANOS = 3_000_000_000L;
  private static final long PAUSE_NANOS = 20_000_000;

  private SpaceChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("inodes come back", SpaceChecks::inodes), new Check("full", SpaceChecks::full));
  }

  /** The kernel forgets unlinked files, with some delay. */
  private static void inodes(CheckContext context) {
    FilesystemStatus before = context.client().statfs("");
    if (before.files() == 0) {
      throw new CheckContext.Inapplicable("the filesystem does not count inodes");
    }
    int files = context.between(10, 20);
    List<Integer> all = IntStream.range(0, files).boxed().toList();
    for (int i : all) {
      context.open("f" + i, CREATE, READ_WRITE).close();
    }
    for (int i : context.shuffled(all)) {
      context.client().unlink(context.path("f" + i));
    }
    long end = System.nanoTime() + PATIENCE_NANOS;
    long lost = before.freeFiles() - context.client().statfs("").freeFiles();
    while (lost >= files / 2 && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      lost = before.freeFiles() - context.client().statfs("").freeFiles();
    }
    long inUse = lost;
    context.require(
        inUse < files / 2,
        Breach.Kind.LEAKED_INODES,
        Cause.FORGET_IGNORED,
        () ->
            inUse
                + " inodes are still in use after "
                + files
                + " files were made, closed and unlinked; FORGET gives lookups back");
  }

  /** Either a call says that there is no space, or everything is there. */
  private static void full(CheckContext context) {
    FilesystemStatus status = context.client().statfs("");
    long free = status.freeBlocks() * status.fragmentSize();
    if (free > MOST_FREE) {
      throw new CheckContext.Inapplicable(free + " bytes are free, too many to fill");
    }
    int piece = context.between(1 << 18, 1 << 20);
    long written = 0;
    boolean failed = false;
    ClientFile file = context.open("f", CREATE, READ_WRITE);
    try (PageBuffer pages = file.allocate(bytes(piece))) {
      while (written < free + 2L * piece && !failed) {
        pages.stamp(1, at(written));
        long count = file.write(pages, at(written)).bytes();
        failed = count < piece;
        written += count;
      }
      file.fsync();
    } catch (ClientIOException e) {
      failed = isFull(e);
    }
    try {
      file.close();
    } catch (ClientIOException e) {
      failed |= isFull(e);
    }
    if (!failed) {
      FileVerdict verdict =
          context
              .client()
              .verify(context.path("f"), context.client().stampOf(context.path("f"), 1), true);
      long expected = written;
      context.require(
          verdict.fileSize() >= expected && verdict.verdict().holds(),
          Breach.Kind.LOST_ERROR,
          Cause.LOST_ERROR,
          () ->
              expected
                  + " bytes were written where "
                  + free
                  + " were free; write, fsync and close all succeeded, but the file holds: "
                  + verdict.fileSize()
                  + " bytes, wrong are "
                  + verdict.verdict().wrong()
                  + " of "
                  + verdict.verdict().sectors()
                  + " sectors");
    }
    context.client().unlink(context.path("f"));
  }

  private static boolean isFull(ClientIOException e) {
    boolean full =
        e.errno().filter(errno -> errno == Errno.ENOSPC || errno == Errno.EDQUOT).isPresent();
    if (!full) {
      throw e;
    }
    return true;
  }
}
