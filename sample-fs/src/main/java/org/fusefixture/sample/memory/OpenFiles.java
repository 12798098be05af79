package org.fusefixture.sample.memory;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.fusefixture.protocol.FileHandle;

/**
 * The files that are open, by handle. Found without a lock and without allocation, as every READ
 * and WRITE does; handle 0 ({@link FileHandle#NONE}) is never given out.
 */
final class OpenFiles {
  private final BitSet used = new BitSet();
  private volatile AtomicReferenceArray<RegularFile> files = new AtomicReferenceArray<>(64);

  OpenFiles() {
    used.set(0);
  }

  synchronized FileHandle add(RegularFile file) {
    int slot = used.nextClearBit(0);
    if (slot == files.length()) {
      files = copy(files, 2 * slot);
    }
    used.set(slot);
    files.set(slot, file);
    return new FileHandle(slot);
  }

  /** The file of a handle, or null if it is none of ours. */
  RegularFile get(FileHandle handle) {
    AtomicReferenceArray<RegularFile> all = files;
    long slot = handle.value();
    return slot > 0 && slot < all.length() ? all.get((int) slot) : null;
  }

  synchronized void remove(FileHandle handle) {
    if (get(handle) != null) {
      files.set((int) handle.value(), null);
      used.clear((int) handle.value());
    }
  }

  private static AtomicReferenceArray<RegularFile> copy(
      AtomicReferenceArray<RegularFile> from, int length) {
    AtomicReferenceArray<RegularFile> target = new AtomicReferenceArray<>(length);
    for (int slot = 0; slot < from.length(); slot++) {
      target.set(slot, from.get(slot));
    }
    return target;
  }
}
