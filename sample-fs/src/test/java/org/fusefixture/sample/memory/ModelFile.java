package org.fusefixture.sample.memory;

import java.util.Arrays;

/** What a sparse file should be, in the simplest way: all bytes, and the state of each page. */
final class ModelFile {
  private static final int PAGE = 4096;

  private final byte[] bytes;
  private final boolean[] present;
  private final boolean[] reserved;
  private final int limit;
  private int size;

  /**
   * @param most bytes of the model, whole pages
   * @param limit the largest size; what ends there covers the page that it is in
   */
  ModelFile(int most, int limit) {
    this.limit = limit;
    bytes = new byte[most];
    present = new boolean[most / PAGE];
    reserved = new boolean[most / PAGE];
  }

  int size() {
    return size;
  }

  int blocks() {
    int pages = 0;
    for (int page = 0; page < present.length; page++) {
      pages += present[page] || reserved[page] ? 1 : 0;
    }
    return pages * 8;
  }

  byte[] read(int offset, int count) {
    int from = Math.min(offset, size);
    return Arrays.copyOfRange(bytes, from, Math.min(size, from + count));
  }

  void write(int offset, byte[] data) {
    if (data.length == 0) {
      return;
    }
    System.arraycopy(data, 0, bytes, offset, data.length);
    for (int page = offset / PAGE; page * PAGE < offset + data.length; page++) {
      present[page] = true;
      reserved[page] = false;
    }
    size = Math.max(size, offset + data.length);
  }

  void truncate(int newSize) {
    punch(newSize, bytes.length);
    size = newSize;
  }

  void punch(int offset, int end) {
    clear(offset, end, false);
  }

  private void clear(int offset, int to, boolean keepSpace) {
    int end = to == limit ? bytes.length : to;
    if (offset >= end) {
      return;
    }
    Arrays.fill(bytes, offset, end, (byte) 0);
    for (int page = (offset + PAGE - 1) / PAGE; (page + 1) * PAGE <= end; page++) {
      reserved[page] = keepSpace;
      present[page] = false;
    }
  }

  void allocate(int offset, int end, boolean zero, boolean keepSize) {
    if (zero) {
      clear(offset, end, true);
    }
    for (int page = offset / PAGE; page * PAGE < end; page++) {
      reserved[page] |= !present[page];
    }
    size = keepSize ? size : Math.max(size, end);
  }

  void copy(ModelFile source, int from, int to, int length) {
    int left = Math.max(0, Math.min(length, source.size - from));
    for (int done = 0; done < left; ) {
      int at = from + done;
      int count = Math.min(left - done, (at / PAGE + 1) * PAGE - at);
      if (source.present[at / PAGE]) {
        write(to + done, Arrays.copyOfRange(source.bytes, at, at + count));
        done += count;
      } else {
        int hole = source.run(at, Math.min(source.size, from + left), false) - at;
        punch(to + done, to + done + hole);
        size = Math.max(size, to + done + hole);
        done += hole;
      }
    }
  }

  /** Where data or a hole comes to its end, at most {@code end}. */
  private int run(int from, int end, boolean data) {
    int at = from;
    while (at < end && present[at / PAGE] == data) {
      at = (at / PAGE + 1) * PAGE;
    }
    return Math.min(at, end);
  }

  /** SEEK_DATA or SEEK_HOLE; -1 for ENXIO. */
  int seek(int offset, boolean data) {
    if (offset >= size) {
      return -1;
    }
    int found = run(offset, size, !data);
    return data && found == size ? -1 : found;
  }
}
