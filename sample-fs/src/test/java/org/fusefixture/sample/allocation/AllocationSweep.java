package org.fusefixture.sample.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.fusefixture.errno.Errno;
import org.fusefixture.junit.FailedAllocation;
import org.fusefixture.junit.MountedFilesystem;

/** One call after the other of the same kind, of which the 1st, 2nd, 3rd ... allocation fails. */
final class AllocationSweep {
  /** No call of these makes more allocations; a sweep that does is one that never ends. */
  private static final int MOST = 400;

  /**
   * ENOMEM; EFAULT where a page of the caller could not be brought in, which the kernel tells by
   * that (do_user_addr_fault of the architectures).
   */
  private static final Set<Errno> LEGAL = EnumSet.of(Errno.ENOMEM, Errno.EFAULT);

  private final List<FailedAllocation<?>> injected = new ArrayList<>();

  private AllocationSweep() {}

  /**
   * Runs it.
   *
   * @param call makes the call number n
   */
  static <T> AllocationSweep of(MountedFilesystem fs, String name, IntFunction<Supplier<T>> call) {
    AllocationSweep sweep = new AllocationSweep();
    FailedAllocation<T> failed;
    int nth = 0;
    do {
      nth++;
      assertThat(nth).as("%s makes endlessly many allocations", name).isLessThan(MOST);
      failed = fs.client().failAllocation(nth).optional().of(call.apply(nth));
      if (failed.injected()) {
        sweep.injected.add(failed);
      }
      if (!failed.succeeded()) {
        assertThat(failed.error()).as("%s: %s", name, failed).isPresent();
        assertThat(failed.error().orElseThrow()).as("%s: %s", name, failed).isIn(LEGAL);
        assertThat(failed.injected()).as("%s failed for no reason: %s", name, failed).isTrue();
      }
    } while (failed.injected());
    System.out.println(name + ", " + fs.mode() + ": " + sweep);
    return sweep;
  }

  List<FailedAllocation<?>> injected() {
    return injected;
  }

  /** Those whose call failed with ENOMEM. */
  long outOfMemory() {
    return injected.stream()
        .filter(f -> f.error().filter(Errno.ENOMEM::equals).isPresent())
        .count();
  }

  @Override
  public String toString() {
    return injected.size() + " allocations failed, and " + outOfMemory() + " calls with them";
  }
}
