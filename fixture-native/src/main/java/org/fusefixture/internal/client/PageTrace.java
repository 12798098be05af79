package org.fusefixture.internal.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.fusefixture.trace.TraceEvent;

/**
 * The last changes of pages by the client. Which mount they concern is known once the pages are
 * written to one.
 */
final class PageTrace {
  private static final int CAPACITY = 4096;

  private final Deque<Change> changes = new ArrayDeque<>();

  private record Change(Pages pages, TraceEvent event) {}

  /**
   * Pages were changed.
   *
   * @param name what was done: "stamp", "fill"
   * @param detail with what
   * @param start when the change began
   */
  void changed(Pages pages, String name, String detail, long offset, long length, long start) {
    TraceEvent event =
        new TraceEvent(
            start,
            TraceEvent.Source.CLIENT,
            TraceEvent.Kind.PAGES,
            TraceEvent.Phase.AFTER_RETURN,
            Thread.currentThread().getName(),
            name,
            0,
            0,
            -1,
            length,
            pages.describe() + ", " + length + " bytes at " + offset + detail,
            "",
            System.nanoTime() - start);
    synchronized (changes) {
      if (changes.size() == CAPACITY) {
        changes.removeFirst();
      }
      changes.addLast(new Change(pages, event));
    }
  }

  /** Changes of pages that a mount has had, oldest first. */
  List<TraceEvent> events(int mount) {
    synchronized (changes) {
      return changes.stream()
          .filter(change -> change.pages().wasUsedOn(mount))
          .map(Change::event)
          .toList();
    }
  }
}
