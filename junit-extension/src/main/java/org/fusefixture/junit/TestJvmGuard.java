package org.fusefixture.junit;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.OpenFlag;

/**
 * Looks after a visible mount on the side of the test: what the test's own code has not closed, and
 * the mount would be busy with.
 */
final class TestJvmGuard {
  /** For threads and processes that are about to end, and for the collector of garbage. */
  private static final long PATIENCE_NANOS = 1_000_000_000;

  private static final long PAUSE_NANOS = 20_000_000;

  private final Path path;

  TestJvmGuard(Path path) {
    this.path = path;
  }

  /**
   * What is still held, one description for each. Memory of {@code FileChannel.map} is unmapped by
   * the garbage collector only, so only what is still reachable counts.
   */
  List<String> held() {
    VisibleUse use = VisibleUse.of(path);
    if (use.mappings().stream().anyMatch(VisibleUse.HeldMapping::own)) {
      System.gc();
    }
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!use.isEmpty() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      use = VisibleUse.of(path);
    }
    return use.describe();
  }

  /**
   * Takes what this JVM holds off the mount, so that it can be unmounted: descriptors refer to
   * /dev/null from now on, mappings to zeros. Their numbers and addresses stay with those who will
   * close them some day.
   */
  void release() {
    VisibleUse use = VisibleUse.of(path);
    List<VisibleUse.HeldDescriptor> descriptors =
        use.descriptors().stream().filter(VisibleUse.HeldDescriptor::own).toList();
    if (!descriptors.isEmpty()) {
      try (Fd nothing = LinuxPaths.open(LinuxPath.of("/dev/null"), OpenFlag.O_RDWR)) {
        descriptors.forEach(held -> LinuxFiles.replace(held.number(), nothing));
      }
    }
    use.mappings().stream()
        .filter(VisibleUse.HeldMapping::own)
        .forEach(held -> LinuxMemory.replace(held.address(), held.length()));
  }
}
