package org.fusefixture.sample.memory;

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
            .map(text -> ByteSize.parse(CAPACITY, text))
            .orElseGet(MemoryOptions::defaultCapacity),
        context.option(INODES).map(text -> ByteSize.parse(INODES, text)).orElse(DEFAULT_INODES));
  }

  /**
   * Half of what the JVM may take: direct memory is limited to the size of the heap unless
   * -XX:MaxDirectMemorySize says otherwise, and partly filled chunks take more than they count.
   */
  private static long defaultCapacity() {
    return Runtime.getRuntime().maxMemory() / 2;
  }
}
