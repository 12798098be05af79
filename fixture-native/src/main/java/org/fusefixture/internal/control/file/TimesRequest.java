package org.fusefixture.internal.control.file;

import java.util.Objects;

/**
 * utimensat(2).
 *
 * @param atimeSeconds since the epoch
 * @param atimeNanos from 0 to 999999999, or {@link #NOW} or {@link #OMIT}; so for mtime
 */
public record TimesRequest(
    int mount,
    String path,
    long atimeSeconds,
    long atimeNanos,
    long mtimeSeconds,
    long mtimeNanos,
    boolean followLinks) {
  /** UTIME_NOW of include/linux/stat.h: the current time. */
  public static final long NOW = 0x3fffffff;

  /** UTIME_OMIT: leave it. */
  public static final long OMIT = 0x3ffffffe;

  public TimesRequest {
    Objects.requireNonNull(path, "path");
  }
}
