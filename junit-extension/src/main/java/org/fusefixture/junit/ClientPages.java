package org.fusefixture.junit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.PageService;
import org.fusefixture.internal.control.PageService.StampedRange;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.protocol.Offset;
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

  ByteSize size() {
    return ByteSize.bytes(pages.size());
  }

  void stamp(String path, long generation, Offset at) {
    stamp(path, generation, at, Offset.ZERO, size());
  }

  void stamp(String path, long generation, Offset at, Offset from, ByteSize size) {
    StampedRange range = range(path, generation, at, from, size);
    call("stamp " + size + " at " + from, agent -> agent.pages().stamp(range));
  }

  StampVerdict check(String path, long generation, Offset at) {
    StampedRange range = range(path, generation, at, Offset.ZERO, size());
    return call("check stamps", agent -> agent.pages().check(range));
  }

  void fill(int value) {
    call("fill", agent -> agent.pages().fill(identifier(), 0, pages.size(), value));
  }

  void put(byte[] bytes, Offset at) {
    if (bytes.length > PageService.MOST_BYTES) {
      throw new IllegalArgumentException(
          bytes.length
              + " bytes are too many for the control channel, which takes "
              + PageService.MOST_BYTES
              + "; stamp or fill the pages where they are");
    }
    call("put bytes", agent -> agent.pages().writeBytes(identifier(), at.bytes(), bytes));
  }

  byte[] bytes(ByteSize size, Offset at) {
    int count = Math.toIntExact(size.bytes());
    return call("get bytes", agent -> agent.pages().readBytes(identifier(), at.bytes(), count));
  }

  /** Returns what huge pages map afterwards. */
  ByteSize event(PageService.Event event, Offset from, ByteSize size) {
    return ByteSize.bytes(
        call(
            event.call(),
            agent -> agent.pages().event(identifier(), from.bytes(), size.bytes(), event)));
  }

  ByteSize hugeBytes() {
    return ByteSize.bytes(call("state", agent -> agent.pages().hugeBytes(identifier())));
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

  private StampedRange range(String path, long generation, Offset at, Offset from, ByteSize size) {
    return new StampedRange(
        identifier(), from.bytes(), size.bytes(), at.bytes(), calls.stamp(path, generation));
  }

  private <T> T call(String name, Function<AgentService, CompletableFuture<T>> request) {
    return calls.call(name + " of " + size() + " of pages", request);
  }
}
