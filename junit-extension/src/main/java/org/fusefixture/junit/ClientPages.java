package org.fusefixture.junit;

import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.page.BytesRequest;
import org.fusefixture.internal.control.page.FillRequest;
import org.fusefixture.internal.control.page.PageEvent;
import org.fusefixture.internal.control.page.PageEventRequest;
import org.fusefixture.internal.control.page.PageState;
import org.fusefixture.internal.control.page.PagesDescription;
import org.fusefixture.internal.control.page.PagesTarget;
import org.fusefixture.internal.control.page.PutBytesRequest;
import org.fusefixture.internal.control.page.StampRequest;
import org.fusefixture.stamp.StampVerdict;

/** Pages in the client process: what page buffers and mappings have in common. */
final class ClientPages {
  private final MountCalls calls;
  private final PagesDescription pages;
  private final AtomicBoolean freed = new AtomicBoolean();

  ClientPages(MountCalls calls, PagesDescription pages) {
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
    StampRequest request = stampRequest(path, generation, fileOffset);
    call("stamp", agent -> agent.pages().stamp(request));
  }

  void stamp(String path, long generation, long fileOffset, long pagesOffset, long size) {
    StampRequest request =
        new StampRequest(
            identifier(), pagesOffset, size, fileOffset, calls.stamp(path, generation));
    call("stamp " + size + " at " + pagesOffset, agent -> agent.pages().stamp(request));
  }

  StampVerdict check(String path, long generation, long fileOffset) {
    StampRequest request = stampRequest(path, generation, fileOffset);
    return call("check stamps", agent -> agent.pages().check(request));
  }

  void fill(int value) {
    FillRequest request = new FillRequest(identifier(), 0, size(), value);
    call("fill", agent -> agent.pages().fill(request));
  }

  void put(long offset, byte[] bytes) {
    if (bytes.length > BytesRequest.LARGEST) {
      throw new IllegalArgumentException(
          bytes.length
              + " bytes are too many for the control channel, which takes "
              + BytesRequest.LARGEST
              + "; stamp or fill the pages where they are");
    }
    String content = Base64.getEncoder().encodeToString(bytes);
    PutBytesRequest request = new PutBytesRequest(identifier(), offset, content);
    call("put bytes", agent -> agent.pages().writeBytes(request));
  }

  byte[] bytes(long offset, int size) {
    BytesRequest request = new BytesRequest(identifier(), offset, size);
    return call("get bytes", agent -> agent.pages().readBytes(request)).bytes();
  }

  PageState happen(PageEvent event, long offset, long size) {
    PageEventRequest request = new PageEventRequest(identifier(), offset, size, event);
    return call(event.call(), agent -> agent.pages().event(request));
  }

  PageState state() {
    return call("state", agent -> agent.pages().state(new PagesTarget(identifier())));
  }

  void sync() {
    call("msync", agent -> agent.pages().sync(new PagesTarget(identifier())));
  }

  void free() {
    if (freed.compareAndSet(false, true)) {
      calls.disown(this);
      call("munmap", agent -> agent.pages().free(new PagesTarget(identifier())));
    }
  }

  private StampRequest stampRequest(String path, long generation, long fileOffset) {
    return new StampRequest(identifier(), 0, size(), fileOffset, calls.stamp(path, generation));
  }

  private <T> T call(String name, Function<AgentService, CompletableFuture<T>> request) {
    return calls.call(name + " of " + size() + " bytes of pages", request);
  }
}
