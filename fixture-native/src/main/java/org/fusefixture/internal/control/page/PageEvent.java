package org.fusefixture.internal.control.page;

/** What can happen to the pages of a client, beside being written to. */
public enum PageEvent {
  /** munmap(2): the pages are taken away; their addresses are not given to others. */
  UNMAP("munmap"),

  /** madvise(2), MADV_DONTNEED: the pages are taken away; the next access finds zeros. */
  DISCARD("madvise(MADV_DONTNEED)"),

  /** madvise(2), MADV_COLLAPSE (Linux 6.1): huge pages take the place of small ones. */
  COLLAPSE("madvise(MADV_COLLAPSE)"),

  /** mprotect(2) of one page, and back: a huge page is mapped as small ones afterwards. */
  SPLIT("mprotect of single pages");

  private final String call;

  PageEvent(String call) {
    this.call = call;
  }

  /** How it is done. */
  public String call() {
    return call;
  }
}
