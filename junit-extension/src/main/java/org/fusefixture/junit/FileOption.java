package org.fusefixture.junit;

import java.util.EnumSet;
import java.util.Set;
import org.fusefixture.internal.linux.OpenFlag;

/** Flags of open(2). */
public enum FileOption {
  /** O_RDONLY; the default. */
  READ_ONLY(OpenFlag.O_RDONLY, true),
  /** O_WRONLY. */
  WRITE_ONLY(OpenFlag.O_WRONLY, true),
  /** O_RDWR. */
  READ_WRITE(OpenFlag.O_RDWR, true),
  /** O_CREAT: makes the file if there is none. */
  CREATE(OpenFlag.O_CREAT, false),
  /** O_EXCL: with {@link #CREATE}, fails if there is one. */
  EXCLUSIVE(OpenFlag.O_EXCL, false),
  /** O_TRUNC: empties the file. */
  TRUNCATE(OpenFlag.O_TRUNC, false),
  /** O_APPEND: each write goes to the end. */
  APPEND(OpenFlag.O_APPEND, false),
  /** O_NONBLOCK. */
  NON_BLOCKING(OpenFlag.O_NONBLOCK, false),
  /** O_DSYNC: each write is durable, with what is needed to read it. */
  DATA_SYNC(OpenFlag.O_DSYNC, false),
  /** O_SYNC: each write is durable, with all attributes. */
  SYNC(OpenFlag.O_SYNC, false),

  /** Past the page cache, straight from and to the client's pages. */
  DIRECT(OpenFlag.O_DIRECT, false),
  /** O_DIRECTORY: fails unless it is a directory. */
  DIRECTORY(OpenFlag.O_DIRECTORY, false),
  /** O_NOFOLLOW: fails if it is a symbolic link. */
  NO_FOLLOW(OpenFlag.O_NOFOLLOW, false),
  /** O_PATH: names the file without opening it. */
  PATH_ONLY(OpenFlag.O_PATH, false),

  /** An unnamed file in the directory that the path names. */
  TEMPORARY(OpenFlag.O_TMPFILE, false);

  private final int bits;
  private final boolean access;

  FileOption(int bits, boolean access) {
    this.bits = bits;
    this.access = access;
  }

  /**
   * The bits for open(2); READ_ONLY where no kind of access is named.
   *
   * @throws IllegalArgumentException if two kinds of access are named
   */
  static int bits(FileOption... options) {
    Set<FileOption> accesses = EnumSet.noneOf(FileOption.class);
    int bits = 0;
    for (FileOption option : options) {
      bits |= option.bits;
      if (option.access) {
        accesses.add(option);
      }
    }
    if (accesses.size() > 1) {
      throw new IllegalArgumentException(
          "a file is opened with one of READ_ONLY, WRITE_ONLY and READ_WRITE, not with "
              + accesses);
    }
    return bits;
  }
}
