package org.fusefixture.sample.memory;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fusefixture.filesystem.FilesystemContext;

/**
 * The options of a {@link MemoryFileSystem}.
 *
 * @param capacity most bytes of content, option {@code capacity}
 * @param inodes most inodes, option {@code inodes}
 */
record MemoryOptions(long capacity, long inodes) {
  private static final String CAPACITY = "capacity";
  private static final String INODES = "inodes";
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kmg]?)");
  private static final long DEFAULT_INODES = 1 << 20;

  MemoryOptions {
    if (capacity < PagePool.PAGE) {
      throw new IllegalArgumentException(
          CAPACITY + " (" + capacity + ") must be at least a page of " + PagePool.PAGE + " bytes");
    }
    if (inodes < 1) {
      throw new IllegalArgumentException(INODES + " (" + inodes + ") must be positive");
    }
  }

  static MemoryOptions of(FilesystemContext context) {
    return new MemoryOptions(
        context
            .option(CAPACITY)
            .map(text -> parse(CAPACITY, text))
            .orElseGet(MemoryOptions::defaultCapacity),
        context.option(INODES).map(text -> parse(INODES, text)).orElse(DEFAULT_INODES));
  }

  /**
   * Half of what the JVM may take: direct memory is limited to the size of the heap unless
   * -XX:MaxDirectMemorySize says otherwise, and partly filled chunks take more than they count.
   */
  private static long defaultCapacity() {
    return Runtime.getRuntime().maxMemory() / 2;
  }

  /** Reads a size: {@code 65536}, {@code 64k}, {@code 512m}, {@code 2g}. */
  private static long parse(String option, String text) {
    Matcher matcher = SIZE.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          option + " (\"" + text + "\") must be a number, optionally followed by k, m or g");
    }
    int shift =
        switch (matcher.group(2)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
  }
}
