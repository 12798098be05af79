package org.fusefixture.internal.client;

import java.nio.file.Path;
import java.util.Objects;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.oracle.Oracle;

/**
 * A mount as the client uses it. Paths are resolved from a descriptor of its root, so that they
 * cannot leave it unseen when it is unmounted.
 */
public final class ClientMount implements AutoCloseable {
  private final int number;
  private final Path mountPoint;
  private final PageChanges changes;
  private final ClientTrace trace;
  private final ClientAllocations allocations = new ClientAllocations();
  private final Fd root;
  private final Oracle oracle;

  /**
   * Opens the root of a mount; with O_PATH, so that the filesystem is not asked.
   *
   * @param number identifies the mount in the sandbox
   * @param pagesLent whether the server gets the client's pages themselves, no copy of them
   * @param pagesChanged tells the server that the client's page change has landed, and returns when
   *     it knows; must not throw
   */
  public ClientMount(int number, Path mountPoint, boolean pagesLent, Runnable pagesChanged) {
    this(
        number,
        mountPoint,
        pagesChanged,
        new ClientTrace(),
        new Oracle(System::nanoTime, pagesLent));
  }

  private ClientMount(
      int number, Path mountPoint, Runnable pagesChanged, ClientTrace trace, Oracle oracle) {
    this.trace = trace;
    this.oracle = oracle;
    this.number = number;
    this.mountPoint = Objects.requireNonNull(mountPoint);
    this.changes = new PageChanges(pagesChanged);
    this.root = LinuxPaths.open(LinuxPath.of(mountPoint), OpenFlag.O_PATH | OpenFlag.O_DIRECTORY);
  }

  /**
   * The mount that takes the place of this one, when its server was started again. What was written
   * to this one is expected there.
   */
  public ClientMount successor(Runnable newPagesChanged) {
    return new ClientMount(number, mountPoint, newPagesChanged, trace, oracle);
  }

  /** Identifies it in the sandbox. */
  public int number() {
    return number;
  }

  /** Its root in the sandbox. */
  public Path mountPoint() {
    return mountPoint;
  }

  /** What the client called on it. */
  public ClientTrace trace() {
    return trace;
  }

  /** What the client wrote. */
  Oracle oracle() {
    return oracle;
  }

  /** Allocations of the kernel that its calls have fail. */
  public ClientAllocations allocations() {
    return allocations;
  }

  PageChanges changes() {
    return changes;
  }

  Fd root() {
    return root;
  }

  /** Tells the server what it would be told at the next call; to be done before it is stopped. */
  public void settle() {
    changes.changed();
  }

  /** Pages of another process that wrote to this mount are gone: tells the server. */
  public void pagesGone() {
    changes.written();
    changes.changed();
  }

  /** A path for calls that take a directory descriptor. */
  static LinuxPath relative(String path) {
    if (path.startsWith("/")) {
      throw new IllegalArgumentException(
          "path \"" + path + "\" must be relative to the root of the mount");
    }
    return LinuxPath.of(path.isEmpty() ? "." : path);
  }

  /** A path for calls that take none. */
  LinuxPath absolute(String path) {
    return LinuxPath.of("/proc/self/fd/" + root.descriptor() + "/" + relative(path));
  }

  /** Gives up the descriptor of the root, which would keep the mount busy. */
  @Override
  public void close() {
    root.close();
  }
}
