package org.fusefixture.junit;

import java.util.EnumSet;
import java.util.Set;
import org.fusefixture.internal.linux.OpenFlag;

/** Flags of open(2). */
public enum FileOption {
  READ_ONLY(OpenFlag.O_RDONLY, true),
  WRITE_ONLY(OpenFlag.O_WRONLY, true),
  READ_WRITE(OpenFlag.O_RDWR, true),
  CREATE(OpenFlag.O_CREAT, false),
  EXCLUSIVE(OpenFlag.O_EXCL, false),
  TRUNCATE(OpenFlag.O_TRUNC, false),
  APPEND(OpenFlag.O_APPEND, false),
  NON_BLOCKING(OpenFlag.O_NONBLOCK, false),
  DATA_SYNC(OpenFlag.O_DSYNC, false),
  SYNC(OpenFlag.O_SYNC, false),

  /** Past the page cache, straight from and to the client's pages. */
  DIRECT(OpenFlag.O_DIRECT, false),
  DIRECTORY(OpenFlag.O_DIRECTORY, false),
  NO_FOLLOW(OpenFlag.O_NOFOLLOW, false),
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
