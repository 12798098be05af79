package org.fusefixture.sample.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.fusefixture.junit.CommandResult;
import org.fusefixture.junit.MountedFilesystem;

/** What the kernel of a guest says of its pages, asked through a mount in it. */
final class GuestKernel {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final MountedFilesystem inside;

  GuestKernel(MountedFilesystem inside) {
    this.inside = inside;
  }

  /** Pipe buffers that hold a page of a writer. */
  long lentPages() {
    return number("cat /sys/module/fuse/parameters/lent_user_pages");
  }

  /** Pages that are pinned. */
  long pinnedPages() {
    return number(
        "awk '/^nr_foll_pin_acquired/ {a = $2} /^nr_foll_pin_released/ {r = $2} END {print a - r}'"
            + " /proc/vmstat");
  }

  /** FUSE mounts. */
  long mounts() {
    return number("grep -cE ' fuse(\\.[^ ]*)? ' /proc/self/mounts");
  }

  /** Processes that serve a mount, or are there to serve the next. */
  long servers() {
    return number(
        "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' | grep -c 'server.ServerMain$'");
  }

  /** Waits until no page is held any more: pipes are closed a little later than calls return. */
  void assertHoldsNoPages(String after) {
    await()
        .untilAsserted(
            () -> {
              assertThat(lentPages()).as("%s: lent pages", after).isZero();
              assertThat(pinnedPages()).as("%s: pinned pages", after).isZero();
            });
  }

  /** For what ends a little later than the call that made it end. */
  static ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(50));
  }

  private long number(String script) {
    CommandResult result = inside.run(LIMIT, "sh", "-c", script);
    assertThat(result.succeeded()).as("%s: %s", script, result.error()).isTrue();
    return Long.parseLong(result.output().strip());
  }
}
