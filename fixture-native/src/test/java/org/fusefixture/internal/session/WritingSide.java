package org.fusefixture.internal.session;

import static org.fusefixture.internal.linux.OpenFlag.O_CREAT;
import static org.fusefixture.internal.linux.OpenFlag.O_DIRECT;
import static org.fusefixture.internal.linux.OpenFlag.O_RDWR;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.NativeBuffer;

/** Direct writes of 4 KiB to a filesystem that discards them. */
final class WritingSide implements MeasuredSide {
  private static final int PAGE = 4096;
  private static final int BLOCK = 500;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final MountedFixture mount;
  private final long worker;

  WritingSide(TransferMode mode, boolean traced) {
    mount =
        MountedFixture.mount(
            new DiscardingFilesystem(), SessionConfiguration.of(mode).withThreads(1));
    mount.session().switchTrace(traced);
    String name = String.format(Locale.ROOT, "fuse-%d-0", mount.session().connection());
    worker =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals(name))
            .findFirst()
            .orElseThrow()
            .getId();
  }

  @Override
  public long cost() throws Exception {
    return mount.client(this::write);
  }

  private long write() {
    try (Fd file =
            LinuxPaths.open(LinuxPath.of(mount.path("f")), O_RDWR | O_CREAT | O_DIRECT, 0600);
        NativeBuffer page = NativeBuffer.allocate(PAGE)) {
      long client = Thread.currentThread().getId();
      long before = threads.getThreadCpuTime(worker) + threads.getThreadCpuTime(client);
      for (int i = 0; i < BLOCK; i++) {
        LinuxFiles.pwriteFully(file, page.address(), PAGE, 0);
      }
      return threads.getThreadCpuTime(worker) + threads.getThreadCpuTime(client) - before;
    }
  }

  @Override
  public void close() {
    mount.close();
  }
}
