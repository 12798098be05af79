package org.fusefixture.backing;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/**
 * The content of one regular file between programs and disk.
 *
 * <p>A page is kept here while the disk does not have what programs see. It is <em>dirty</em> until
 * it is written back. After an fsync that failed it is clean all the same, and is kept until it is
 * evicted. Everything else is read from the disk. Guarded by the volume's lock.
 */
final class FileCache {
  static final int PAGE = 4096;

  private static final long NEVER = -1;

  private static final class Page {
    /** Null if it is a hole where the disk has data. */
    byte[] bytes;

    boolean dirty;

    /** Dirty, and the disk has no block for it. */
    boolean fresh;
  }

  private final NavigableMap<Long, Page> pages = new TreeMap<>();
  private final WriteSequence sequence = new WriteSequence();
  private final DirtyPages dirtyPages;
  private long size;

  /** Bytes of the disk's file that programs still see; the rest was truncated away. */
  private long seen = Long.MAX_VALUE;

  /** The least and the last size of truncations that the disk does not have yet. */
  private long leastSize = NEVER;

  private long lastSize = NEVER;
  private boolean failureUntold;
  private long freshPages;
  private long holes;

  FileCache(long size, DirtyPages dirtyPages) {
    this.size = size;
    this.dirtyPages = dirtyPages;
  }

  /** In bytes, as programs see it. */
  long size() {
    return size;
  }

  WriteSequence sequence() {
    return sequence;
  }

  /** Bytes in dirty pages, the last one of the file up to its end. */
  long dirtyBytes() {
    long bytes = 0;
    for (Map.Entry<Long, Page> entry : pages.entrySet()) {
      if (entry.getValue().dirty) {
        bytes += Math.min(PAGE, size - entry.getKey() * PAGE);
      }
    }
    return bytes;
  }

  /** Whether a truncation is in memory only. */
  boolean isTruncated() {
    return lastSize != NEVER;
  }

  /** Reads what programs see; number of bytes, fewer only where the file ends. */
  int read(long at, byte[] target, int length, DurableFile disk) {
    int number = (int) Math.min(length, Math.max(0, size - at));
    fromDisk(at, target, number, disk);
    long first = at / PAGE;
    for (Map.Entry<Long, Page> entry :
        pages.subMap(first, true, lastPage(at, number), true).entrySet()) {
      long start = entry.getKey() * PAGE;
      int from = (int) Math.max(0, at - start);
      int to = (int) Math.min(PAGE, at + number - start);
      byte[] bytes = entry.getValue().bytes;
      int into = (int) (start + from - at);
      if (from < to && bytes != null) {
        System.arraycopy(bytes, from, target, into, to - from);
      } else if (from < to) {
        Arrays.fill(target, into, into + to - from, (byte) 0);
      }
    }
    return number;
  }

  /**
   * Writes as a program does; the bytes are kept, and must not be changed.
   *
   * @param room fails if the disk has no room for a number of pages
   */
  void write(long at, byte[] bytes, DurableFile disk, LongConsumer room) {
    put(at, bytes, bytes.length, disk, room);
    sequence.add(at, bytes);
  }

  /** Makes a hole of whole pages, and writes zeros before and after it. */
  void punch(long from, long to, DurableFile disk, LongConsumer room) {
    long end = Math.min(to, size);
    long first = (from + PAGE - 1) / PAGE;
    long last = end == size ? (end + PAGE - 1) / PAGE : end / PAGE;
    zero(from, Math.min(end, first * PAGE), disk, room);
    zero(Math.max(from, last * PAGE), end, disk, room);
    if (first < last) {
      drop(pages.subMap(first, true, last, false));
      long data = dataBelow(first * PAGE, disk);
      while (data < last * PAGE) {
        Page hole = new Page();
        pages.put(data / PAGE, hole);
        makeDirty(hole, false);
        holes++;
        data = dataBelow((data / PAGE + 1) * PAGE, disk);
      }
    }
    sequence.end();
  }

  /** Within a page; a hole stays one. */
  private void zero(long from, long to, DurableFile disk, LongConsumer room) {
    if (from < to && nextData(from, disk) < to) {
      put(from, new byte[(int) (to - from)], (int) (to - from), disk, room);
    }
  }

  /** SEEK_DATA: where data starts, from a place on; Long.MAX_VALUE if there is none. */
  long nextData(long at, DurableFile disk) {
    long from = at;
    while (from < size) {
      Page page = pages.get(from / PAGE);
      if (page != null && page.bytes != null) {
        return from;
      }
      long cached = nextCached(from);
      long below = page != null ? (from / PAGE + 1) * PAGE : dataBelow(from, disk);
      if (page == null && below < cached) {
        return below < size ? below : Long.MAX_VALUE;
      }
      from = page != null ? below : cached;
    }
    return Long.MAX_VALUE;
  }

  /** SEEK_HOLE: where a hole starts, from a place on; the file ends in one. */
  long nextHole(long at, DurableFile disk) {
    long from = at;
    while (from < size) {
      Page page = pages.get(from / PAGE);
      if (page != null && page.bytes == null) {
        return from;
      }
      if (page != null) {
        from = (from / PAGE + 1) * PAGE;
      } else {
        long hole = from >= seen ? from : Math.min(seen, disk.nextHole(from));
        if (hole <= from) {
          return from;
        }
        from = Math.min(nextCached(from), (hole + PAGE - 1) / PAGE * PAGE);
      }
    }
    return size;
  }

  /** In units of 512 bytes, as if all were on the disk. */
  long blocks(DurableFile disk) {
    long below = disk.blocks();
    if (seen != Long.MAX_VALUE) {
      long pagesBelow = 0;
      for (long at = dataBelow(0, disk); at < seen; ) {
        long hole = Math.min(seen, disk.nextHole(at));
        pagesBelow += (hole + PAGE - 1) / PAGE - at / PAGE;
        at = hole < seen ? dataBelow(hole, disk) : hole;
      }
      below = pagesBelow * (PAGE / 512);
    }
    return below + (freshPages - holes) * (PAGE / 512);
  }

  private long dataBelow(long at, DurableFile disk) {
    long data = at < seen ? disk.nextData(at) : Long.MAX_VALUE;
    return data < seen ? data : Long.MAX_VALUE;
  }

  private long nextCached(long at) {
    Long index = pages.higherKey(at / PAGE);
    return index == null ? Long.MAX_VALUE : index * PAGE;
  }

  private void put(long at, byte[] bytes, int length, DurableFile disk, LongConsumer room) {
    Set<Long> fresh = freshPages(at, length, disk);
    room.accept(fresh.size());
    long end = at + length;
    for (long done = at; done < end; ) {
      long index = done / PAGE;
      int from = (int) (done - index * PAGE);
      int part = (int) Math.min(PAGE - from, end - done);
      Page page = pages.get(index);
      if (page == null) {
        page = new Page();
        page.bytes = new byte[PAGE];
        if (part < PAGE) {
          int there = (int) Math.max(0, Math.min(PAGE, size - index * PAGE));
          fromDisk(index * PAGE, page.bytes, there, disk);
        }
        pages.put(index, page);
      } else if (page.bytes == null) {
        page.bytes = new byte[PAGE];
        holes -= page.dirty ? 1 : 0;
      }
      System.arraycopy(bytes, (int) (done - at), page.bytes, from, part);
      makeDirty(page, fresh.contains(index));
      done += part;
    }
    size = length == 0 ? size : Math.max(size, end);
  }

  /** The pages to be written that the disk would have to make a block for. */
  private Set<Long> freshPages(long at, int length, DurableFile disk) {
    Set<Long> fresh = new HashSet<>();
    for (long index = at / PAGE; length > 0 && index <= lastPage(at, length); index++) {
      Page page = pages.get(index);
      boolean counted = page != null && page.dirty;
      if (!counted && (index * PAGE >= seen || disk.nextHole(index * PAGE) == index * PAGE)) {
        fresh.add(index);
      }
    }
    return fresh;
  }

  /** Changes the size as ftruncate(2). */
  void truncate(long newSize) {
    if (newSize < size) {
      long kept = (newSize + PAGE - 1) / PAGE;
      drop(pages.tailMap(kept, true));
      int within = (int) (newSize % PAGE);
      Page last = within == 0 ? null : pages.get(newSize / PAGE);
      if (last != null && last.bytes != null) {
        Arrays.fill(last.bytes, within, PAGE, (byte) 0);
      }
      seen = Math.min(seen, newSize);
    }
    leastSize = leastSize == NEVER ? newSize : Math.min(leastSize, newSize);
    lastSize = newSize;
    size = newSize;
    sequence.end();
  }

  /** Applies truncations to the disk, but not what was written after them. */
  void applyTruncations(DurableFile disk) {
    if (lastSize != NEVER) {
      disk.truncate(leastSize);
      if (lastSize != leastSize) {
        disk.truncate(lastSize);
      }
    }
    forgetTruncations();
  }

  /**
   * Writes dirty pages to the disk, and the size; truncations were applied before. All pages are
   * clean afterwards.
   *
   * @param unwritable whether the disk refuses the page at an offset
   */
  void writeBack(DurableFile disk, LongPredicate unwritable) {
    Iterator<Map.Entry<Long, Page>> entries = pages.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Long, Page> entry = entries.next();
      Page page = entry.getValue();
      long start = entry.getKey() * PAGE;
      if (!page.dirty) {
        continue;
      }
      if (unwritable.test(start)) {
        makeClean(page);
      } else {
        store(page, start, size, disk);
        makeClean(page);
        entries.remove();
      }
    }
    if (disk.size() < size) {
      disk.truncate(size);
    }
    sequence.end();
  }

  /** Whether the disk would refuse a dirty page. */
  boolean hasDirty(LongPredicate unwritable) {
    return pages.entrySet().stream()
        .anyMatch(entry -> entry.getValue().dirty && unwritable.test(entry.getKey() * PAGE));
  }

  /** Remembers that an fsync failed and its caller was not told. */
  void keepFailure() {
    failureUntold = true;
  }

  /** Whether an earlier fsync failed and nobody was told; true once. */
  boolean takeFailure() {
    boolean untold = failureUntold;
    failureUntold = false;
    return untold;
  }

  /** Shows programs what the disk has. */
  void revert(DurableFile disk) {
    drop(pages);
    forgetTruncations();
    size = disk.size();
    sequence.end();
    failureUntold = false;
  }

  /** Drops clean pages, so that programs see what the disk has. */
  void evict() {
    pages.values().removeIf(page -> !page.dirty);
  }

  /**
   * Writes some of the dirty pages to the disk, as the kernel does at any time.
   *
   * @param canGrow whether the metadata of the file is on the disk, so that its size can follow
   */
  void writeBackSome(int percent, long draw, boolean canGrow, DurableFile disk) {
    if (!canGrow && isTruncated()) {
      return; // what was written since is in blocks that the disk's file does not have
    }
    long end = canGrow ? size : Math.min(size, disk.size());
    for (Map.Entry<Long, Page> entry : pages.entrySet()) {
      long start = entry.getKey() * PAGE;
      boolean chosen = new SplittableRandom(draw ^ ~start).nextInt(100) < percent;
      if (entry.getValue().dirty && chosen && start < end) {
        store(entry.getValue(), start, end, disk);
      }
    }
  }

  private static void store(Page page, long start, long end, DurableFile disk) {
    if (page.bytes == null) {
      disk.punch(start, PAGE);
    } else {
      disk.write(start, page.bytes, 0, (int) Math.min(PAGE, end - start));
    }
  }

  private void fromDisk(long at, byte[] target, int length, DurableFile disk) {
    int visible = (int) Math.max(0, Math.min(length, seen - at));
    int got = visible == 0 ? 0 : disk.read(at, target, 0, visible);
    Arrays.fill(target, got, length, (byte) 0);
  }

  private void makeDirty(Page page, boolean fresh) {
    if (!page.dirty) {
      page.dirty = true;
      page.fresh = fresh;
      dirtyPages.add(1, fresh ? 1 : 0);
      freshPages += fresh ? 1 : 0;
    }
  }

  private void makeClean(Page page) {
    page.dirty = false;
    dirtyPages.add(-1, page.fresh ? -1 : 0);
    freshPages -= page.fresh ? 1 : 0;
    holes -= page.bytes == null ? 1 : 0;
    page.fresh = false;
  }

  private void drop(Map<Long, Page> some) {
    some.values().stream().filter(page -> page.dirty).forEach(this::makeClean);
    some.clear();
  }

  private void forgetTruncations() {
    leastSize = NEVER;
    lastSize = NEVER;
    seen = Long.MAX_VALUE;
  }

  private static long lastPage(long at, int number) {
    return (at + Math.max(1, number) - 1) / PAGE;
  }
}
