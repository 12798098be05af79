package org.fusefixture.junit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.PageService;
import org.fusefixture.internal.control.PageService.StampedRange;
import org.fusefixture.stamp.StampVerdict;

/** Pages in the client process: what page buffers and mappings have in common. */
final class ClientPages {
  private final MountCalls calls;
  private final PageService.Allocated pages;
  private final AtomicBoolean freed = new AtomicBoolean();

  ClientPages(MountCalls calls, PageService.Allocated pages) {
    this.calls = calls;
    this.pages = pages;
    calls.own(this);
  }

  int identifier() {
    return pages.pages();
  }

  long size() {
    return pages.size();
  }

  void stamp(String path, long generation, long fileOffset) {
    StampedRange range = range(path, generation, fileOffset);
    call("stamp", agent -> agent.pages().stamp(range));
  }

  void stamp(String path, long generation, long fileOffset, long pagesOffset, long size) {
    StampedRange range =
        new StampedRange(
            identifier(), pagesOffset, size, fileOffset, calls.stamp(path, generation));
    call("stamp " + size + " at " + pagesOffset, agent -> agent.pages().stamp(range));
  }

  StampVerdict check(String path, long generation, long fileOffset) {
    StampedRange range = range(path, generation, fileOffset);
    return call("check stamps", agent -> agent.pages().check(range));
  }

  void fill(int value) {
    call("fill", agent -> agent.pages().fill(identifier(), 0, size(), value));
  }

  void put(long offset, byte[] bytes) {
    if (bytes.length > PageService.MOST_BYTES) {
      throw new IllegalArgumentException(
          bytes.length
              + " bytes are too many for the control channel, which takes "
              + PageService.MOST_BYTES
              + "; stamp or fill the pages where they are");
    }
    call("put bytes", agent -> agent.pages().writeBytes(identifier(), offset, bytes));
  }

  byte[] bytes(long offset, int size) {
    return call("get bytes", agent -> agent.pages().readBytes(identifier(), offset, size));
  }

  /** Returns the bytes that huge pages map afterwards. */
  long event(PageService.Event event, long offset, long size) {
    return call(event.call(), agent -> agent.pages().event(identifier(), offset, size, event));
  }

  long hugeBytes() {
    return call("state", agent -> agent.pages().hugeBytes(identifier()));
  }

  void msync() {
    call("msync", agent -> agent.pages().msync(identifier()));
  }

  void free() {
    if (freed.compareAndSet(false, true)) {
      calls.disown(this);
      call("munmap", agent -> agent.pages().munmap(identifier()));
    }
  }

  private StampedRange range(String path, long generation, long fileOffset) {
    return new StampedRange(identifier(), 0, size(), fileOffset, calls.stamp(path, generation));
  }

  private <T> T call(String name, Function<AgentService, CompletableFuture<T>> request) {
    return calls.call(name + " of " + size() + " bytes of pages", request);
  }
}
