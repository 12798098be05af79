package org.fusefixture.internal.client;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.oracle.Content;
import org.fusefixture.internal.oracle.Content.Piece;
import org.fusefixture.internal.oracle.MemoryContent;

/**
 * Pages of the client: a buffer of its own, or a mapping of a file.
 *
 * <p>Memory is changed and looked at in windows; {@link MappedPages} says why a mapping is not
 * touched directly.
 */
abstract class Pages {
  private final NativeBuffer memory;
  private final long size;
  private final ReadWriteLock uses = new ReentrantReadWriteLock();
  private final Set<ClientMount> writtenTo = ConcurrentHashMap.newKeySet();
  private final Set<Integer> usedOn = ConcurrentHashMap.newKeySet();

  Pages(NativeBuffer memory, long size) {
    this.memory = memory;
    this.size = size;
  }

  /**
   * Lets an action change or look at a range, window by window.
   *
   * @param fileOffset where in a file the first byte belongs; windows end at multiples of {@link
   *     Windows#SIZE} of it, and so do not split a sector
   * @param keeps whether what the action leaves in the window goes back into the pages
   * @param action gets the window and its place in the file
   */
  abstract void forEachWindow(
      long offset,
      long length,
      long fileOffset,
      boolean keeps,
      BiConsumer<ByteBuffer, Long> action);

  /** What the pages hold, for the record of what is written from them. */
  abstract MemoryContent content();

  /**
   * Something is about to be put into a range, by the client itself.
   *
   * @param content with its place in the pages
   * @param change puts it there
   */
  abstract void record(long offset, long length, Content content, Runnable change);

  /** The kernel is about to put into a range what nobody knows. */
  final void overwritten(long offset, long length) {
    if (length > 0) {
      content().put(new Piece(offset, offset + length, Content.unknown()));
    }
  }

  /** What it is, for lists. */
  abstract String describe();

  /** Held for reading by what uses the memory, for writing by what gives it back. */
  ReadWriteLock uses() {
    return uses;
  }

  /** In bytes, as asked for. */
  long size() {
    return size;
  }

  /** The memory; only while {@link #uses()} is held. */
  NativeBuffer memory() {
    return memory;
  }

  /** Where a range is, for system calls. */
  long address(long offset, long length) {
    require(offset, length);
    return memory.address() + offset;
  }

  /** A write handed these pages over. */
  void writtenTo(ClientMount mount) {
    writtenTo.add(mount);
    usedOn.add(mount.number());
    mount.changes().written();
  }

  /** The pages were changed: the servers that they were written to may look again. */
  void changed() {
    for (ClientMount mount : writtenTo) {
      writtenTo.remove(mount);
      mount.changes().changed();
    }
  }

  /** Whether they were written to a mount, or are a mapping of a file of it. */
  boolean wasUsedOn(int mount) {
    return usedOn.contains(mount);
  }

  final void use(int mount) {
    usedOn.add(mount);
  }

  /** The mount is gone. */
  void forget(ClientMount mount) {
    writtenTo.remove(mount);
  }

  final void require(long offset, long length) {
    if (offset < 0 || length < 0 || offset > size - length) {
      throw new IllegalArgumentException(
          length + " bytes at " + offset + " do not lie in pages of " + size + " bytes");
    }
  }

  /** Ranges are gone through in windows that do not split a stamped sector. */
  static final class Windows {
    /** Bytes of a window; a multiple of the sector of stamps and of the page. */
    static final int SIZE = 1 << 20;

    private Windows() {}

    /**
     * Size of the window that starts at an offset of a file.
     *
     * @param remaining bytes of the range from there on
     */
    static int size(long fileOffset, long remaining) {
      return (int) Math.min(remaining, SIZE - Math.floorMod(fileOffset, (long) SIZE));
    }
  }
}
