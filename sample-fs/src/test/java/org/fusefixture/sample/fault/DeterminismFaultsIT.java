package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.protocol.Offset.at;
import static org.fusefixture.sample.fault.Calls.direct;
import static org.fusefixture.sample.fault.Calls.filled;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/** The order of threads does not change what is hit. */
@Tag("host")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(SPLICE)
class DeterminismFaultsIT extends EmptyAtFirst {
  private static final int RUNS = 20;
  private static final int FILES = 4;
  private static final int OFFSETS = 8;
  private static final int TIMES = 2;

  @FuseTest
  void sameSeed_hitsTheSameRequestsWithOneThreadAndWithEight(MountedFilesystem fs)
      throws Exception {
    List<ClientFile> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      files.add(direct(fs, "file" + i));
    }
    Set<String> expected = null;
    for (int run = 0; run < RUNS; run++) {
      for (int threads : new int[] {1, 8}) {
        Set<String> hit = run(fs, files, threads);
        if (expected == null) {
          expected = hit;
        }
        assertThat(hit).as("run %d with %d threads", run, threads).isEqualTo(expected);
      }
    }
    assertThat(expected).hasSizeBetween(FILES * OFFSETS * TIMES / 8, FILES * OFFSETS * TIMES / 2);
    files.forEach(ClientFile::close);
  }

  /** Which (rule, nodeid, offset, occurrence) are hit, of the same writes in another order. */
  private static Set<String> run(MountedFilesystem fs, List<ClientFile> files, int threads)
      throws Exception {
    Receipt receipt = fs.faults().on(WRITE).named("flaky").probability(0.3).fail(EIO);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> writes = new ArrayList<>();
      for (int time = 0; time < TIMES; time++) {
        for (int i = 0; i < OFFSETS; i++) {
          for (ClientFile file : files) {
            long offset = i * 512L;
            writes.add(pool.submit(() -> write(file, offset)));
          }
        }
      }
      for (Future<?> write : writes) {
        write.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(receipt.matched()).isEqualTo((long) FILES * OFFSETS * TIMES);
    Set<String> hit =
        receipt.firings().stream()
            .map(
                firing ->
                    receipt.name()
                        + " "
                        + firing.nodeId()
                        + " "
                        + firing.offset()
                        + " "
                        + firing.occurrence())
            .collect(Collectors.toCollection(TreeSet::new));
    fs.faults().reset();
    return hit;
  }

  private static void write(ClientFile file, long offset) {
    try {
      file.write(filled(512, 1), at(offset));
    } catch (ClientIOException e) {
      assertThat(e.errno()).contains(EIO);
    }
  }
}
