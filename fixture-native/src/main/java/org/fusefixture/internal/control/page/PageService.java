package org.fusefixture.internal.control.page;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonDelegate;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.fusefixture.stamp.StampVerdict;

/**
 * The client's own pages: buffers, and mappings of files. A change of pages that follows a write
 * from them is told to the server of that mount before the call is answered, so that late accesses
 * that were held back go on and see the change.
 *
 * <p>Ranges that do not lie in the pages are refused with BAD_REQUEST; an access to a mapping that
 * the kernel answers with SIGBUS fails with ERRNO and EIO.
 */
public interface PageService {
  /** mmap(2) of anonymous memory. */
  @JsonRequest("page/allocate")
  CompletableFuture<PagesDescription> allocate(PagesRequest request);

  /** mmap(2) of a file; the mapping stays valid when the file is closed. */
  @JsonRequest("page/map")
  CompletableFuture<PagesDescription> map(MapRequest request);

  /** munmap(2). */
  @JsonRequest("page/free")
  CompletableFuture<Void> free(PagesTarget target);

  /** Writes stamps. */
  @JsonRequest("page/stamp")
  CompletableFuture<Void> stamp(StampRequest request);

  /** Sets every byte. */
  @JsonRequest("page/fill")
  CompletableFuture<Void> fill(FillRequest request);

  /** Compares with what a stamp says. */
  @JsonRequest("page/check")
  CompletableFuture<StampVerdict> check(StampRequest request);

  /** Reads bytes. */
  @JsonRequest("page/readBytes")
  CompletableFuture<PageBytes> readBytes(BytesRequest request);

  /** Puts bytes. */
  @JsonRequest("page/writeBytes")
  CompletableFuture<Void> writeBytes(PutBytesRequest request);

  /** msync(2) with MS_SYNC. */
  @JsonRequest("page/sync")
  CompletableFuture<Void> sync(PagesTarget target);

  /**
   * Something happens to the pages while, or after, they are given to the kernel.
   *
   * @return how the whole buffer is backed afterwards
   */
  @JsonRequest("page/event")
  CompletableFuture<PageState> event(PageEventRequest request);

  /** How a page buffer is backed. */
  @JsonRequest("page/state")
  CompletableFuture<PageState> state(PagesTarget target);

  /** Copies of the client process. */
  @JsonDelegate
  ForkService forks();
}
