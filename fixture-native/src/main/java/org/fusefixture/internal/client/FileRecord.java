package org.fusefixture.internal.client;

import java.util.List;
import java.util.function.LongSupplier;
import org.fusefixture.internal.control.FileService.Transfer;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.internal.oracle.Content;
import org.fusefixture.internal.oracle.Content.Piece;
import org.fusefixture.internal.oracle.FileHistory;
import org.fusefixture.internal.oracle.Operation;
import org.fusefixture.internal.oracle.Oracle;

/** Tells the oracle of a mount what is done through one open file. */
abstract class FileRecord {
  /** Of what is no regular file, or must not change one. */
  static final FileRecord NONE = new Unrecorded();

  /** AT_STATX_DONT_SYNC of linux/stat.h: what the kernel knows, without asking the filesystem. */
  private static final int DONT_SYNC = 0x4000;

  private static final int SEEK_CUR = 1;
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;

  private static final int KEEP_SIZE = 0x01;
  private static final int PUNCH_HOLE = 0x02;
  private static final int ZERO_RANGE = 0x10;

  /** Makes a write, and returns what it returned. */
  abstract long write(Pages memory, Transfer transfer, LongSupplier call);

  /** Makes an fsync. */
  abstract void sync(Runnable call);

  /** Changes the size. */
  abstract void truncate(long size, Runnable call);

  /** Makes an fallocate. */
  abstract void allocate(int mode, long offset, long length, Runnable call);

  /** Stores into a shared mapping. */
  abstract void store(long start, long end, Content content, Runnable change);

  /** A file was just opened. */
  static FileRecord opened(ClientMount mount, String path, int flags, Fd fd) {
    boolean unnamed = (flags & OpenFlag.O_TMPFILE) == OpenFlag.O_TMPFILE;
    if (unnamed || (flags & (OpenFlag.O_PATH | OpenFlag.O_DIRECTORY)) != 0) {
      return NONE;
    }
    Statx status;
    try {
      status = LinuxPaths.statx(fd, LinuxPath.EMPTY, LinuxPaths.AT_EMPTY_PATH | DONT_SYNC);
    } catch (LinuxException e) {
      return NONE; // the next call of the test finds out what is wrong
    }
    if ((status.mode() & TYPE) != REGULAR) {
      return NONE;
    }
    Oracle oracle = mount.oracle();
    FileHistory known = oracle.find(path);
    boolean truncated = (flags & OpenFlag.O_TRUNC) != 0;
    FileHistory history = oracle.opened(path, status.inode(), status.size(), truncated);
    if (known != null && truncated) {
      history.truncated(history.truncate("open(\"" + path + "\", O_TRUNC)", 0));
    }
    return new Recorded(history, path, flags, fd);
  }

  /** The text of an fallocate(2). */
  static String fallocate(String path, int mode, long offset, long length) {
    return String.format(
        "fallocate(\"%s\", mode 0x%x, %d bytes at %d)", path, mode, length, offset);
  }

  /** Keeps a history. */
  private static final class Recorded extends FileRecord {
    private final FileHistory history;
    private final String path;
    private final int flags;
    private final Fd fd;

    Recorded(FileHistory history, String path, int flags, Fd fd) {
      this.history = history;
      this.path = path;
      this.flags = flags;
      this.fd = fd;
    }

    @Override
    long write(Pages memory, Transfer transfer, LongSupplier call) {
      long from = transfer.pagesOffset();
      List<Piece> pieces = memory.content().pieces(from, from + transfer.size());
      boolean append = (flags & OpenFlag.O_APPEND) != 0;
      long offset = transfer.offset() < 0 && !append ? position() : transfer.offset();
      String name = call(append ? "append" : "write", transfer.size(), offset, pieces);
      long distance = append ? -from : offset - from;
      List<Piece> placed = pieces.stream().map(piece -> piece.moved(distance)).toList();
      Operation operation = append ? history.append(name, placed) : history.write(name, placed);
      if (!append) {
        memory.content().handOver(history, operation, from, from + transfer.size(), distance);
      }
      long count;
      try {
        count = call.getAsLong();
      } catch (RuntimeException e) {
        history.failed(operation);
        throw e;
      }
      history.ended(operation, count);
      if ((flags & (OpenFlag.O_SYNC | OpenFlag.O_DSYNC)) != 0) {
        history.synced(history.sync());
      }
      return count;
    }

    private String call(String name, long size, long offset, List<Piece> pieces) {
      Content first = pieces.isEmpty() ? Content.zeros() : pieces.get(0).content();
      String what = first.stamp() == null ? "" : " of generation " + first.stamp().generation();
      String direct = (flags & OpenFlag.O_DIRECT) != 0 ? "direct " : "";
      String where = name.equals("append") ? "" : " at " + offset;
      return direct + name + "(\"" + path + "\", " + size + " bytes" + where + ")" + what;
    }

    private long position() {
      return LinuxFiles.lseek(fd, 0, SEEK_CUR);
    }

    @Override
    void sync(Runnable call) {
      List<Operation> covered = history.sync();
      call.run();
      history.synced(covered);
    }

    @Override
    void truncate(long size, Runnable call) {
      Operation operation =
          history.truncate("ftruncate(\"" + path + "\", " + size + " bytes)", size);
      run(operation, call);
      history.truncated(operation);
    }

    @Override
    void allocate(int mode, long offset, long length, Runnable call) {
      long end = offset + length;
      boolean clears = (mode & (PUNCH_HOLE | ZERO_RANGE)) != 0;
      String name = fallocate(path, mode, offset, length);
      if ((mode & ~(KEEP_SIZE | PUNCH_HOLE | ZERO_RANGE)) != 0) {
        call.run();
        history.forget("of " + name);
        return;
      }
      if (clears) {
        Operation operation = history.clear(name, offset, end);
        run(operation, call);
        history.stored(operation);
      } else {
        call.run();
      }
      if ((mode & KEEP_SIZE) == 0) {
        history.extended(end);
      }
    }

    @Override
    void store(long start, long end, Content content, Runnable change) {
      if (start == end) {
        change.run();
        return;
      }
      String what = content.stamp() == null ? "" : " of generation " + content.stamp().generation();
      Operation operation =
          history.store(
              "store(\"" + path + "\", " + (end - start) + " bytes at " + start + ")" + what,
              List.of(new Piece(start, end, content)));
      run(operation, change);
      history.stored(operation);
    }

    private void run(Operation operation, Runnable call) {
      try {
        call.run();
      } catch (RuntimeException e) {
        history.failed(operation);
        throw e;
      }
    }
  }

  /** Keeps nothing. */
  private static final class Unrecorded extends FileRecord {
    @Override
    long write(Pages memory, Transfer transfer, LongSupplier call) {
      return call.getAsLong();
    }

    @Override
    void sync(Runnable call) {
      call.run();
    }

    @Override
    void truncate(long size, Runnable call) {
      call.run();
    }

    @Override
    void allocate(int mode, long offset, long length, Runnable call) {
      call.run();
    }

    @Override
    void store(long start, long end, Content content, Runnable change) {
      change.run();
    }
  }
}
