package org.fusefixture.sample.mirror;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.fusefixture.internal.linux.DirectoryEntry;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPaths;

/** A directory that is being listed. Its cookies are those of the backing filesystem. */
final class OpenDirectory {
  private final Fd descriptor;
  private final Deque<DirectoryEntry> ahead = new ArrayDeque<>();
  private long position;

  OpenDirectory(Fd descriptor) {
    this.descriptor = descriptor;
  }

  Fd descriptor() {
    return descriptor;
  }

  /**
   * Shows the entries after a cookie.
   *
   * @param visitor says whether it took the entry; if not, the listing ends before it
   */
  synchronized void list(long cookie, Predicate<DirectoryEntry> visitor) {
    if (cookie == 0 || cookie != position) {
      LinuxFiles.lseek(descriptor, cookie, LinuxFiles.SEEK_SET);
      ahead.clear();
      position = cookie;
    }
    while (fill()) {
      DirectoryEntry entry = ahead.peek();
      if (!visitor.test(entry)) {
        return;
      }
      ahead.remove();
      position = entry.offset();
    }
  }

  private boolean fill() {
    if (ahead.isEmpty()) {
      ahead.addAll(LinuxPaths.readDirectory(descriptor));
    }
    return !ahead.isEmpty();
  }
}
