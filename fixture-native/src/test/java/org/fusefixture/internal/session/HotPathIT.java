package org.fusefixture.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.internal.linux.OpenFlag.O_CREAT;
import static org.fusefixture.internal.linux.OpenFlag.O_DIRECT;
import static org.fusefixture.internal.linux.OpenFlag.O_RDWR;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.request.NameRequest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a WRITE costs: no memory of the heap, and few system calls. */
@Tag("host")
@Timeout(150)
class HotPathIT {
  private static final int PAGE = 4096;
  private static final int WARM_UP = 60_000;
  private static final int WRITES = 100_000;

  /** At a time: what a mount's limit for one call allows even a busy machine. */
  private static final int PORTION = 10_000;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void hundred_thousand_writes_allocate_nothing(TransferMode mode) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (MountedFixture mount =
        MountedFixture.mount(
            new DiscardingFilesystem(), SessionConfiguration.of(mode).withThreads(1))) {
      write(mount, WARM_UP);
      long worker = worker(mount);
      long before = threads.getThreadAllocatedBytes(worker);
      write(mount, WRITES);
      long allocated = threads.getThreadAllocatedBytes(worker) - before;
      // Opening and closing the file allocates a little; one object per WRITE would be 1.6 MB or
      // more.
      assertThat(allocated).as("bytes allocated by the worker").isLessThan(WRITES);
    }
  }

  /**
   * COPY: read, write. SPLICE: splice in, read of the headers, splice of the payload to where it is
   * wanted, write.
   */
  @ParameterizedTest
  @CsvSource({"COPY, 0, 1, 1", "SPLICE, 2, 1, 1"})
  void write_takes_system_calls(TransferMode mode, int splices, int reads, int writes)
      throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/strace")),
        "strace is not installed, so system calls cannot be counted");
    AtomicInteger tid = new AtomicInteger();
    DiscardingFilesystem filesystem =
        new DiscardingFilesystem() {
          @Override
          public void lookup(NameRequest request, EntryReply reply) {
            tid.set(LinuxProcesses.tid());
            super.lookup(request, reply);
          }
        };
    Path trace = directory.resolve("trace");
    int count = 500;
    try (MountedFixture mount =
        MountedFixture.mount(filesystem, SessionConfiguration.of(mode).withThreads(1))) {
      write(mount, 1);
      try (ChildProcess strace =
          ChildProcess.start(
              "/usr/bin/strace", "-qq", "-p", tid.toString(), "-o", trace.toString())) {
        Awaitility.await()
            .atMost(10, TimeUnit.SECONDS)
            .pollInSameThread()
            .until(
                () -> {
                  write(mount, 1);
                  return Files.exists(trace) && Files.size(trace) > 0;
                });
        write(mount, count);
        strace.signal(LinuxProcesses.SIGINT);
        strace.output();
      }
    }
    Map<String, Long> calls =
        Files.readAllLines(trace).stream()
            .map(line -> line.replaceAll("\\(.*", ""))
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    assertThat(perWrite(calls, "splice", count)).as(calls.toString()).isEqualTo(splices);
    assertThat(perWrite(calls, "read", count)).as(calls.toString()).isEqualTo(reads);
    assertThat(perWrite(calls, "write", count)).as(calls.toString()).isEqualTo(writes);
    long others =
        calls.entrySet().stream()
            .filter(entry -> !List.of("splice", "read", "write").contains(entry.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    // The virtual machine's own: futex at a safepoint, mprotect of a polling page.
    assertThat(others).as(calls.toString()).isLessThan(count / 5);
  }

  /** Rounded: opening, closing and looking up take some calls as well. */
  private static long perWrite(Map<String, Long> calls, String name, int count) {
    return Math.round((double) calls.getOrDefault(name, 0L) / count);
  }

  private static void write(MountedFixture mount, int count) throws Exception {
    for (int written = 0; written < count; written += PORTION) {
      writePortion(mount, Math.min(PORTION, count - written));
    }
  }

  private static void writePortion(MountedFixture mount, int count) throws Exception {
    CompletableFuture<Object> done =
        mount.start(
            () -> {
              try (Fd file =
                      LinuxPaths.open(
                          LinuxPath.of(mount.path("f")), O_RDWR | O_CREAT | O_DIRECT, 0600);
                  NativeBuffer page = NativeBuffer.allocate(PAGE)) {
                for (int i = 0; i < count; i++) {
                  LinuxFiles.pwriteFully(file, page.address(), PAGE, 0);
                }
              }
              return null;
            });
    mount.await(done);
  }

  private static long worker(MountedFixture mount) {
    String name = String.format(Locale.ROOT, "fuse-%d-0", mount.session().connection());
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getId();
  }
}
