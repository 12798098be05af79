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
import org.fusefixture.posix.ByteSize;
import org.fusefixture.protocol.Offset;
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

  ByteSize size() {
    return ByteSize.bytes(pages.size());
  }

  void stamp(String path, long generation, Offset at) {
    stamp(path, generation, at, Offset.ZERO, size());
  }

  void stamp(String path, long generation, Offset at, Offset from, ByteSize size) {
    StampRequest request = stampRequest(path, generation, at, from, size);
    call("stamp " + size + " at " + from, agent -> agent.pages().stamp(request));
  }

  StampVerdict check(String path, long generation, Offset at) {
    StampRequest request = stampRequest(path, generation, at, Offset.ZERO, size());
    return call("check stamps", agent -> agent.pages().check(request));
  }

  void fill(int value) {
    FillRequest request = new FillRequest(identifier(), 0, pages.size(), value);
    call("fill", agent -> agent.pages().fill(request));
  }

  void put(byte[] bytes, Offset at) {
    if (bytes.length > BytesRequest.LARGEST) {
      throw new IllegalArgumentException(
          bytes.length
              + " bytes are too many for the control channel, which takes "
              + BytesRequest.LARGEST
              + "; stamp or fill the pages where they are");
    }
    String content = Base64.getEncoder().encodeToString(bytes);
    PutBytesRequest request = new PutBytesRequest(identifier(), at.bytes(), content);
    call("put bytes", agent -> agent.pages().writeBytes(request));
  }

  byte[] bytes(ByteSize size, Offset at) {
    BytesRequest request =
        new BytesRequest(identifier(), at.bytes(), Math.toIntExact(size.bytes()));
    return call("get bytes", agent -> agent.pages().readBytes(request)).bytes();
  }

  PageState happen(PageEvent event, Offset from, ByteSize size) {
    PageEventRequest request =
        new PageEventRequest(identifier(), from.bytes(), size.bytes(), event);
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

  private StampRequest stampRequest(
      String path, long generation, Offset at, Offset from, ByteSize size) {
    return new StampRequest(
        identifier(), from.bytes(), size.bytes(), at.bytes(), calls.stamp(path, generation));
  }

  private <T> T call(String name, Function<AgentService, CompletableFuture<T>> request) {
    return calls.call(name + " of " + size() + " of pages", request);
  }
}
