package org.fusefixture.internal.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.NativeBuffer;

/** Transparent huge pages (Documentation/admin-guide/mm/transhuge.rst, Linux 6.12). */
final class HugePages {
  /** Of x86-64, and of arm64 with pages of 4 KiB; elsewhere the alignment does no harm. */
  static final long SIZE = 2 << 20;

  private static final Path MAPPINGS = Path.of("/proc/self/smaps");

  private HugePages() {}

  /** Memory that is to get huge pages once it is touched. */
  static NativeBuffer allocate(long size) {
    NativeBuffer memory = LinuxMemory.mapAligned((size + SIZE - 1) & -SIZE, SIZE);
    try {
      LinuxMemory.advise(memory, 0, memory.size(), LinuxMemory.MADV_HUGEPAGE);
      return memory;
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  /** Has the huge pages in a range mapped as small ones, as a change of a part of one does. */
  static void split(NativeBuffer memory, long offset, long length) {
    long page = LinuxProcesses.pageSize();
    for (long at = offset; at < offset + length; at += SIZE) {
      LinuxMemory.protect(memory, at, page, LinuxMemory.PROT_READ);
      LinuxMemory.protect(memory, at, page, LinuxMemory.PROT_READ | LinuxMemory.PROT_WRITE);
    }
  }

  /** Bytes of a range that are mapped by huge pages. */
  static long mapped(long address, long size) {
    long mapped = 0;
    boolean within = false;
    try {
      for (String line : Files.readAllLines(MAPPINGS)) {
        int dash = line.indexOf('-');
        int colon = line.indexOf(':');
        if (dash > 0 && (colon < 0 || dash < colon)) {
          long start = Long.parseUnsignedLong(line.substring(0, dash), 16);
          long end = Long.parseUnsignedLong(line.substring(dash + 1, line.indexOf(' ')), 16);
          within = start < address + size && end > address;
        } else if (within && line.startsWith("AnonHugePages:")) {
          mapped += Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + MAPPINGS, e);
    }
    return Math.min(mapped, (size + SIZE - 1) & -SIZE);
  }
}
