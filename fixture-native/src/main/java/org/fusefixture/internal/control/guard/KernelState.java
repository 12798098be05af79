package org.fusefixture.internal.control.guard;

import java.util.List;

/**
 * What the kernel of a sandbox says of itself, where it is the sandbox's own: a guest's. Elsewhere
 * it is {@link #UNKNOWN}, since others use the kernel as well.
 *
 * @param lentUserPages pipe buffers that hold a page lent by a writer (parameter {@code
 *     lent_user_pages} of the patched kernel); -1 if unknown
 * @param pinnedPages pages that are pinned, by direct I/O for example (nr_foll_pin_acquired less
 *     nr_foll_pin_released of /proc/vmstat); -1 if unknown
 * @param complaints messages of the kernel about itself since the sandbox was started, as a WARNING
 *     or an Oops, each with its number
 */
public record KernelState(long lentUserPages, long pinnedPages, List<String> complaints) {
  /** Of a kernel that is not the sandbox's own. */
  public static final KernelState UNKNOWN = new KernelState(-1, -1, List.of());

  public KernelState {
    complaints = complaints == null ? List.of() : List.copyOf(complaints);
  }
}
