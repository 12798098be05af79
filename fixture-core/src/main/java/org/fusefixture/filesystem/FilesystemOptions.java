package org.fusefixture.filesystem;

import java.util.EnumSet;
import java.util.Set;
import org.fusefixture.protocol.InitFlag;

/**
 * What a filesystem wants of mount and session. A value; each {@code withX} gives a changed copy.
 *
 * @param name what /proc/self/mountinfo shows as source and subtype
 * @param initFlags wanted, and agreed on where the kernel offers them
 * @param defaultPermissions the kernel checks permissions by the attributes (mount option
 *     default_permissions)
 * @param maxWrite most bytes of one WRITE, a multiple of the page size
 * @param maxReadahead most bytes that the kernel reads ahead
 * @param maxBackground most requests that the kernel keeps in the background
 * @param requestTimeoutSeconds after which the kernel aborts the session over an unanswered request
 *     (7.43); 0 for never
 */
public record FilesystemOptions(
    String name,
    Set<InitFlag> initFlags,
    boolean defaultPermissions,
    int maxWrite,
    int maxReadahead,
    int maxBackground,
    int requestTimeoutSeconds) {

  /**
   * 256 pages, the kernel's own limit unless root raises fs.fuse.max_pages_limit (fs/fuse/inode.c).
   */
  public static final int MAX_WRITE = 1 << 20;

  /** What only the session can promise the kernel. */
  private static final Set<InitFlag> SESSION_FLAGS =
      EnumSet.of(
          InitFlag.INIT_EXT,
          InitFlag.MAX_PAGES,
          InitFlag.OVER_IO_URING,
          InitFlag.REQUEST_TIMEOUT,
          InitFlag.SETXATTR_EXT,
          InitFlag.SPLICE_MOVE,
          InitFlag.SPLICE_READ,
          InitFlag.SPLICE_READ_USER_PAGES,
          InitFlag.SPLICE_WRITE);

  public FilesystemOptions {
    if (name.isBlank() || name.indexOf(',') >= 0) {
      throw new IllegalArgumentException(
          "the name of a filesystem is not blank and has no comma: \"" + name + "\"");
    }
    if (maxWrite < 4096 || maxWrite > MAX_WRITE || maxWrite % 4096 != 0) {
      throw new IllegalArgumentException(
          "maxWrite (" + maxWrite + ") must be a multiple of 4096 from 4096 to " + MAX_WRITE);
    }
    if (maxReadahead < 0) {
      throw new IllegalArgumentException(
          "maxReadahead (" + maxReadahead + ") must not be negative");
    }
    if (maxBackground < 1 || maxBackground > 0xffff) {
      throw new IllegalArgumentException(
          "maxBackground (" + maxBackground + ") must be from 1 to 65535");
    }
    if (requestTimeoutSeconds < 0 || requestTimeoutSeconds > 0xffff) {
      throw new IllegalArgumentException(
          "requestTimeoutSeconds (" + requestTimeoutSeconds + ") must be from 0 to 65535");
    }
    for (InitFlag flag : initFlags) {
      if (SESSION_FLAGS.contains(flag)) {
        throw new IllegalArgumentException(
            flag + " is not a filesystem's to choose: the session decides it by its transfer mode");
      }
    }
    initFlags = initFlags.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(initFlags));
  }

  /**
   * Permissions checked by the kernel, 1 MiB writes, and the flags that any filesystem can live
   * with.
   */
  public static FilesystemOptions defaults() {
    return new FilesystemOptions(
        "fuse-fixture",
        EnumSet.of(
            InitFlag.ASYNC_READ,
            InitFlag.ASYNC_DIO,
            InitFlag.AUTO_INVAL_DATA,
            InitFlag.BIG_WRITES,
            InitFlag.PARALLEL_DIROPS),
        true,
        MAX_WRITE,
        128 * 1024,
        64,
        0);
  }

  public FilesystemOptions withName(String value) {
    return with(value, initFlags, maxWrite, maxReadahead, maxBackground, requestTimeoutSeconds);
  }

  public FilesystemOptions withInitFlag(InitFlag flag) {
    Set<InitFlag> flags = EnumSet.of(flag);
    flags.addAll(initFlags);
    return with(name, flags, maxWrite, maxReadahead, maxBackground, requestTimeoutSeconds);
  }

  public FilesystemOptions withoutInitFlag(InitFlag flag) {
    Set<InitFlag> flags = EnumSet.noneOf(InitFlag.class);
    flags.addAll(initFlags);
    flags.remove(flag);
    return with(name, flags, maxWrite, maxReadahead, maxBackground, requestTimeoutSeconds);
  }

  public FilesystemOptions withDefaultPermissions(boolean value) {
    return new FilesystemOptions(
        name, initFlags, value, maxWrite, maxReadahead, maxBackground, requestTimeoutSeconds);
  }

  public FilesystemOptions withMaxWrite(int bytes) {
    return with(name, initFlags, bytes, maxReadahead, maxBackground, requestTimeoutSeconds);
  }

  public FilesystemOptions withMaxReadahead(int bytes) {
    return with(name, initFlags, maxWrite, bytes, maxBackground, requestTimeoutSeconds);
  }

  public FilesystemOptions withMaxBackground(int requests) {
    return with(name, initFlags, maxWrite, maxReadahead, requests, requestTimeoutSeconds);
  }

  public FilesystemOptions withRequestTimeoutSeconds(int seconds) {
    return with(name, initFlags, maxWrite, maxReadahead, maxBackground, seconds);
  }

  private FilesystemOptions with(
      String newName,
      Set<InitFlag> newFlags,
      int newMaxWrite,
      int newMaxReadahead,
      int newMaxBackground,
      int newTimeout) {
    return new FilesystemOptions(
        newName,
        newFlags,
        defaultPermissions,
        newMaxWrite,
        newMaxReadahead,
        newMaxBackground,
        newTimeout);
  }
}
