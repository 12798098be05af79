package org.fusefixture.internal.agent;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.fusefixture.internal.client.CallProgress;
import org.fusefixture.internal.client.ClientFiles;
import org.fusefixture.internal.client.ClientMount;
import org.fusefixture.internal.client.ClientPages;
import org.fusefixture.internal.control.page.BytesRequest;
import org.fusefixture.internal.control.page.FillRequest;
import org.fusefixture.internal.control.page.ForkService;
import org.fusefixture.internal.control.page.MapRequest;
import org.fusefixture.internal.control.page.PageBytes;
import org.fusefixture.internal.control.page.PageEventRequest;
import org.fusefixture.internal.control.page.PageService;
import org.fusefixture.internal.control.page.PageState;
import org.fusefixture.internal.control.page.PagesDescription;
import org.fusefixture.internal.control.page.PagesRequest;
import org.fusefixture.internal.control.page.PagesTarget;
import org.fusefixture.internal.control.page.PutBytesRequest;
import org.fusefixture.internal.control.page.StampRequest;
import org.fusefixture.stamp.StampVerdict;

/**
 * Page buffers and mappings. An access to a mapping may wait for its filesystem, and so is under
 * the time limit of the mount; memory of the client's own is not.
 */
final class PageEndpoint implements PageService {
  static final CallProgress UNLIMITED = call -> {};

  private final MountTable mounts;
  private final ClientFiles files;
  private final ClientPages pages;
  private final TimedCalls calls;
  private final ForkService forks;

  PageEndpoint(
      MountTable mounts,
      ClientFiles files,
      ClientPages pages,
      ForkService forks,
      TimedCalls calls) {
    this.forks = forks;
    this.mounts = mounts;
    this.files = files;
    this.pages = pages;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<PagesDescription> allocate(PagesRequest request) {
    return calls.later(() -> pages.allocate(request));
  }

  @Override
  public CompletableFuture<PagesDescription> map(MapRequest request) {
    AgentMount mount = mounts.get(files.mountOf(request.file()));
    return calls.on(mount, mount.requestTimeout(), progress -> pages.map(progress, files, request));
  }

  @Override
  public CompletableFuture<Void> free(PagesTarget target) {
    return call(target.pages(), target, returningNothing(pages::free));
  }

  @Override
  public CompletableFuture<Void> stamp(StampRequest request) {
    return call(request.pages(), request, returningNothing(pages::stamp));
  }

  @Override
  public CompletableFuture<Void> fill(FillRequest request) {
    return call(request.pages(), request, returningNothing(pages::fill));
  }

  @Override
  public CompletableFuture<StampVerdict> check(StampRequest request) {
    return call(request.pages(), request, pages::check);
  }

  @Override
  public CompletableFuture<PageBytes> readBytes(BytesRequest request) {
    return call(request.pages(), request, pages::readBytes);
  }

  @Override
  public CompletableFuture<Void> writeBytes(PutBytesRequest request) {
    return call(request.pages(), request, returningNothing(pages::writeBytes));
  }

  @Override
  public CompletableFuture<Void> sync(PagesTarget target) {
    return call(target.pages(), target, returningNothing(pages::sync));
  }

  @Override
  public CompletableFuture<PageState> event(PageEventRequest request) {
    return call(request.pages(), request, pages::happen);
  }

  @Override
  public CompletableFuture<PageState> state(PagesTarget target) {
    return calls.later(() -> pages.state(target));
  }

  @Override
  public ForkService forks() {
    return forks;
  }

  private <Q, T> CompletableFuture<T> call(
      int number, Q request, BiFunction<CallProgress, Q, T> action) {
    ClientMount mapped = pages.mountOf(number);
    if (mapped == null) {
      return calls.later(() -> action.apply(UNLIMITED, request));
    }
    AgentMount mount = mounts.get(mapped.number());
    return calls.on(mount, mount.requestTimeout(), progress -> action.apply(progress, request));
  }

  private static <Q> BiFunction<CallProgress, Q, Void> returningNothing(
      java.util.function.BiConsumer<CallProgress, Q> action) {
    return (progress, request) -> {
      action.accept(progress, request);
      return null;
    };
  }
}
