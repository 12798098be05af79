package org.fusefixture.internal.nio;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.sun.nio.file.ExtendedOpenOption;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.fusefixture.internal.linux.OpenFlag;

/**
 * Options of {@code Files} as flags of open(2). SPARSE needs none: files on Linux are sparse where
 * the filesystem keeps holes.
 */
record OpenFlags(boolean read, boolean write, boolean append, boolean deleteOnClose, int bits) {

  /**
   * Checks and converts.
   *
   * @throws IllegalArgumentException for options that exclude each other
   * @throws UnsupportedOperationException for options that are not known here
   */
  static OpenFlags of(Set<? extends OpenOption> options) {
    for (OpenOption option : options) {
      if (option == null) {
        throw new NullPointerException("an open option is null");
      }
      if (!(option instanceof StandardOpenOption)
          && option != LinkOption.NOFOLLOW_LINKS
          && option != ExtendedOpenOption.DIRECT) {
        throw new UnsupportedOperationException(option + " is not supported on a mount");
      }
    }
    boolean append = options.contains(APPEND);
    boolean write = options.contains(WRITE) || append;
    boolean read = options.contains(READ) || !write;
    if (append && read) {
      throw new IllegalArgumentException("READ and APPEND exclude each other");
    }
    if (append && options.contains(TRUNCATE_EXISTING)) {
      throw new IllegalArgumentException("APPEND and TRUNCATE_EXISTING exclude each other");
    }
    int bits = write ? (read ? OpenFlag.O_RDWR : OpenFlag.O_WRONLY) : OpenFlag.O_RDONLY;
    if (write) {
      bits |= append ? OpenFlag.O_APPEND : 0;
      bits |= bit(options, TRUNCATE_EXISTING, OpenFlag.O_TRUNC);
      bits |= bit(options, CREATE, OpenFlag.O_CREAT);
      bits |= bit(options, CREATE_NEW, OpenFlag.O_CREAT | OpenFlag.O_EXCL);
    }
    bits |= bit(options, SYNC, OpenFlag.O_SYNC);
    bits |= bit(options, DSYNC, OpenFlag.O_DSYNC);
    bits |= bit(options, ExtendedOpenOption.DIRECT, OpenFlag.O_DIRECT);
    bits |= bit(options, LinkOption.NOFOLLOW_LINKS, OpenFlag.O_NOFOLLOW);
    // What is deleted must be what was opened, not a link to it.
    bits |= bit(options, DELETE_ON_CLOSE, OpenFlag.O_NOFOLLOW);
    return new OpenFlags(read, write, append, options.contains(DELETE_ON_CLOSE), bits);
  }

  private static int bit(Set<? extends OpenOption> options, OpenOption option, int bits) {
    return options.contains(option) ? bits : 0;
  }
}
