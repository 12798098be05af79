package org.fusefixture.internal.control;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.fusefixture.stamp.Stamp;
import org.fusefixture.stamp.StampVerdict;

/**
 * The client's own pages: buffers, and mappings of files. If pages change after a write from them,
 * the server of that mount is told before the call is answered, so that late accesses that were
 * held back go on and see the change.
 *
 * <p>Ranges outside the pages are refused with BAD_REQUEST; an access to a mapping that the kernel
 * answers with SIGBUS fails with ERRNO and EIO.
 */
@JsonSegment("page")
public interface PageService {
  /** Largest page buffer or mapping in bytes. */
  long LARGEST = 1L << 30;

  /** Most bytes of {@link #readBytes} and {@link #writeBytes}: larger data does not travel. */
  int MOST_BYTES = 64 * 1024;

  /**
   * A page buffer or a mapping.
   *
   * @param pages identifies it in this sandbox
   * @param size in bytes, as asked for
   * @param pageSize of the machine in bytes
   */
  record Allocated(int pages, long size, int pageSize) {}

  /**
   * A range of pages with its stamp.
   *
   * @param pagesOffset first byte in the pages
   * @param size number of bytes
   * @param fileOffset where in the file the first byte belongs
   * @param stamp to write or to expect
   */
  record StampedRange(int pages, long pagesOffset, long size, long fileOffset, Stamp stamp) {
    public StampedRange {
      Objects.requireNonNull(stamp, "stamp");
      requireRange(pagesOffset, size);
    }
  }

  /** What can happen to the pages of a client, other than writes to them. */
  enum Event {
    /** munmap(2): the pages are taken away; their addresses are not given to others. */
    UNMAP("munmap"),
    /** madvise(2), MADV_DONTNEED: the pages are taken away; the next access finds zeros. */
    DISCARD("madvise(MADV_DONTNEED)"),
    /** madvise(2), MADV_COLLAPSE (Linux 6.1): huge pages replace small ones. */
    COLLAPSE("madvise(MADV_COLLAPSE)"),
    /** mprotect(2) of one page, and back: a huge page is mapped as small ones afterwards. */
    SPLIT("mprotect of single pages");

    private final String call;

    Event(String call) {
      this.call = call;
    }

    /** The system call that does it. */
    public String call() {
      return call;
    }
  }

  /**
   * mmap(2) of anonymous private memory, page aligned, zeroed.
   *
   * @param size in bytes, from 1 to {@link #LARGEST}; rounded up to whole pages
   * @param huge asks for huge pages (madvise(2), MADV_HUGEPAGE), and aligns to them
   */
  @JsonRequest
  CompletableFuture<Allocated> allocate(long size, boolean huge);

  @JsonRequest
  CompletableFuture<Void> munmap(int pages);

  /** Writes stamps. */
  @JsonRequest
  CompletableFuture<Void> stamp(StampedRange range);

  /** Compares with a stamp. */
  @JsonRequest
  CompletableFuture<StampVerdict> check(StampedRange range);

  /**
   * Sets every byte.
   *
   * @param value from -128 to 255
   */
  @JsonRequest
  CompletableFuture<Void> fill(int pages, long pagesOffset, long size, int value);

  @JsonRequest
  CompletableFuture<byte[]> readBytes(int pages, long pagesOffset, int size);

  @JsonRequest
  CompletableFuture<Void> writeBytes(int pages, long pagesOffset, byte[] content);

  /** msync(2) with MS_SYNC. */
  @JsonRequest
  CompletableFuture<Void> msync(int pages);

  /**
   * Something happens to the pages while, or after, they are given to the kernel.
   *
   * @param pagesOffset a multiple of the page size
   * @param size a multiple of the page size, or up to the end of the pages
   * @return as {@link #hugeBytes} afterwards
   */
  @JsonRequest
  CompletableFuture<Long> event(int pages, long pagesOffset, long size, Event event);

  /** Bytes of a page buffer that huge pages map: AnonHugePages of /proc/self/smaps (proc(5)). */
  @JsonRequest
  CompletableFuture<Long> hugeBytes(int pages);

  /**
   * Checks a range of pages as far as that is possible without the pages.
   *
   * @throws IllegalArgumentException if the offset or the size is negative
   */
  static void requireRange(long offset, long size) {
    if (offset < 0 || size < 0) {
      throw new IllegalArgumentException(
          "invalid range of pages: " + size + " bytes at " + offset + "; neither may be negative");
    }
  }
}
