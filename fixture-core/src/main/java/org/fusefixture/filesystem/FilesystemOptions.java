package org.fusefixture.filesystem;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.fusefixture.protocol.InitFlag;

/**
 * What a filesystem wants of its mount and session. A value; each {@code withX} returns a changed
 * copy.
 *
 * @param name what /proc/self/mountinfo shows as source and subtype
 * @param initFlags flags to agree on where the kernel offers them
 * @param defaultPermissions the kernel checks permissions by the attributes (mount option
 *     default_permissions)
 * @param maxWrite most bytes of one WRITE, a multiple of the page size
 * @param maxReadahead most bytes that the kernel reads ahead
 * @param maxBackground most requests that the kernel keeps in the background
 * @param requestTimeout after which the kernel aborts the session over an unanswered request
 *     (7.43), in whole seconds; zero for never
 */
public record FilesystemOptions(
    String name,
    Set<InitFlag> initFlags,
    boolean defaultPermissions,
    int maxWrite,
    int maxReadahead,
    int maxBackground,
    Duration requestTimeout) {

  /**
   * 256 pages, the kernel's own limit unless root raises fs.fuse.max_pages_limit (fs/fuse/inode.c).
   */
  public static final int MAX_WRITE = 1 << 20;

  /** Flags that the session alone decides on. */
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

  /**
   * Refuses what cannot be mounted or negotiated.
   *
   * @param name not blank, without a comma
   * @param initFlags none of those that follow from the transfer mode
   * @param defaultPermissions whether the kernel checks permissions
   * @param maxWrite a multiple of 4096, from 4096 to {@link #MAX_WRITE}
   * @param maxReadahead in bytes, not negative
   * @param maxBackground from 1 to 65535
   * @param requestTimeout from 0 to 65535 seconds
   */
  public FilesystemOptions {
    if (name.isBlank() || name.indexOf(',') >= 0) {
      throw new IllegalArgumentException(
          "the name of a filesystem must not be blank or contain a comma: \"" + name + "\"");
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
    if (requestTimeout.isNegative() || requestTimeout.toSeconds() > 0xffff) {
      throw new IllegalArgumentException(
          "requestTimeout (" + requestTimeout + ") must be from 0 to 65535 seconds");
    }
    for (InitFlag flag : initFlags) {
      if (SESSION_FLAGS.contains(flag)) {
        throw new IllegalArgumentException(
            flag
                + " cannot be chosen by a filesystem: the session sets it according to its transfer"
                + " mode");
      }
    }
    initFlags = initFlags.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(initFlags));
  }

  /**
   * {@return options by which the kernel checks permissions, with 1 MiB writes and the flags that
   * suit any filesystem}
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
        Duration.ZERO);
  }

  /**
   * {@return the same with another source and subtype of the mount}
   *
   * @param value not blank, without a comma
   */
  public FilesystemOptions withName(String value) {
    return new FilesystemOptions(
        value,
        initFlags,
        defaultPermissions,
        maxWrite,
        maxReadahead,
        maxBackground,
        requestTimeout);
  }

  /**
   * {@return the same with one more flag}
   *
   * @param flag to agree on where the kernel offers it; none of those that follow from the transfer
   *     mode
   */
  public FilesystemOptions withInitFlag(InitFlag flag) {
    Set<InitFlag> flags = EnumSet.of(flag);
    flags.addAll(initFlags);
    return withInitFlags(flags);
  }

  /**
   * {@return the same without a flag}
   *
   * @param flag not to agree on
   */
  public FilesystemOptions withoutInitFlag(InitFlag flag) {
    Set<InitFlag> flags = EnumSet.noneOf(InitFlag.class);
    flags.addAll(initFlags);
    flags.remove(flag);
    return withInitFlags(flags);
  }

  private FilesystemOptions withInitFlags(Set<InitFlag> flags) {
    return new FilesystemOptions(
        name, flags, defaultPermissions, maxWrite, maxReadahead, maxBackground, requestTimeout);
  }

  /**
   * {@return the same with or without the kernel's check of permissions}
   *
   * @param value whether the kernel checks permissions
   */
  public FilesystemOptions withDefaultPermissions(boolean value) {
    return new FilesystemOptions(
        name, initFlags, value, maxWrite, maxReadahead, maxBackground, requestTimeout);
  }

  /**
   * {@return the same with another limit of one WRITE}
   *
   * @param bytes a multiple of 4096, from 4096 to {@link #MAX_WRITE}
   */
  public FilesystemOptions withMaxWrite(int bytes) {
    return new FilesystemOptions(
        name, initFlags, defaultPermissions, bytes, maxReadahead, maxBackground, requestTimeout);
  }

  /**
   * {@return the same with another limit of the kernel's readahead}
   *
   * @param bytes not negative
   */
  public FilesystemOptions withMaxReadahead(int bytes) {
    return new FilesystemOptions(
        name, initFlags, defaultPermissions, maxWrite, bytes, maxBackground, requestTimeout);
  }

  /**
   * {@return the same with another limit of background requests}
   *
   * @param requests from 1 to 65535
   */
  public FilesystemOptions withMaxBackground(int requests) {
    return new FilesystemOptions(
        name, initFlags, defaultPermissions, maxWrite, maxReadahead, requests, requestTimeout);
  }

  /**
   * {@return the same with another time-out of requests}
   *
   * @param timeout from 0, for never, to 65535 seconds
   */
  public FilesystemOptions withRequestTimeout(Duration timeout) {
    return new FilesystemOptions(
        name, initFlags, defaultPermissions, maxWrite, maxReadahead, maxBackground, timeout);
  }
}
