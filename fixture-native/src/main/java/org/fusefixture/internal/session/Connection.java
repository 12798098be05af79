package org.fusefixture.internal.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FilesystemOptions;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.device.FuseDevice;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxMounts;
import org.fusefixture.internal.mount.FuseConnection;
import org.fusefixture.internal.mount.FuseControl;
import org.fusefixture.internal.mount.FuseMountPoint;
import org.fusefixture.internal.mount.MountOptions;
import org.fusefixture.internal.serving.Negotiation;
import org.fusefixture.internal.splice.PipeCapacity;
import org.fusefixture.protocol.SessionParameters;

/** The mount of a session, with INIT answered, and the ways to end it. */
final class Connection implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Connection.class.getName());

  /** Whether it was said already that pipes are small here; once per process is enough. */
  private static final AtomicBoolean SAID = new AtomicBoolean();

  private static final long PAUSE_NANOS = 2_000_000;
  private static final long BUSY_NANOS = 500_000_000;

  private final FuseDevice device;
  private final FuseConnection control;
  private final FuseMountPoint mountPoint;
  private final Duration limit;
  private SessionParameters parameters;
  private PipeCapacity pipeCapacity;
  private boolean isBusy;

  private Connection(
      FuseDevice device, FuseConnection control, FuseMountPoint mountPoint, Duration limit) {
    this.device = device;
    this.control = control;
    this.mountPoint = mountPoint;
    this.limit = limit;
  }

  /** Mounts and answers INIT; on failure nothing is left behind. */
  static Connection open(Path path, FuseFilesystem filesystem, SessionConfiguration configuration) {
    FilesystemOptions options = filesystem.options();
    PipeCapacity capacity =
        configuration.mode().splices()
            ? PipeCapacity.attainable(options.maxWrite())
            : new PipeCapacity(0);
    FilesystemOptions fitting = fit(options, configuration.mode(), capacity);
    MountOptions how =
        filesystem instanceof MessageFilesystem program
            ? program.prepare(path)
            : MountOptions.of(options.name())
                .withDefaultPermissions(options.defaultPermissions())
                .withFlags(configuration.mountFlags());
    FuseDevice device = FuseDevice.open();
    FuseConnection control;
    FuseMountPoint mountPoint = null;
    try (FuseControl all = FuseControl.open()) {
      mountPoint =
          FuseMountPoint.mount(device, path, how.withAllowOther(configuration.allowOther()));
      control = all.connection(mountPoint.connection());
    } catch (RuntimeException | Error e) {
      device.close(); // which ends the connection, but leaves its mount
      if (mountPoint != null) {
        mountPoint.unmount(LinuxMounts.MNT_DETACH);
      }
      throw e;
    }
    Connection connection = new Connection(device, control, mountPoint, configuration.stopLimit());
    try {
      if (filesystem instanceof MessageFilesystem program) {
        program.mounted();
        connection.shakeHands(program::initialize, configuration);
      } else {
        TransferMode mode = configuration.mode();
        connection.shakeHands(
            request -> Negotiation.negotiate(request, fitting, mode), configuration);
      }
      connection.pipeCapacity = capacity;
      return connection;
    } catch (RuntimeException | Error e) {
      connection.abort();
      connection.unmount();
      connection.close();
      throw e;
    }
  }

  FuseDevice device() {
    return device;
  }

  FuseMountPoint mountPoint() {
    return mountPoint;
  }

  SessionParameters parameters() {
    return parameters;
  }

  PipeCapacity pipeCapacity() {
    return pipeCapacity;
  }

  /** Every caller gets an error, every worker learns that it is over. */
  void abort() {
    control.abort();
  }

  /**
   * Unmounts, and waits until the mount is gone from mountinfo. While files are open, they are cut
   * off; when nobody answers, too.
   *
   * @throws IllegalStateException if it is still there
   */
  void unmount() {
    long patience = System.nanoTime() + BUSY_NANOS;
    boolean unmounted = unmountWithin(0);
    while (!unmounted && isBusy && System.nanoTime() - patience < 0) {
      LockSupport.parkNanos(PAUSE_NANOS); // a caller that is just closing its files
      unmounted = unmountWithin(0);
    }
    if (!unmounted) {
      // Busy, or hung: no caller shall be left waiting.
      abort();
      unmountWithin(LinuxMounts.MNT_DETACH);
    }
    long end = System.nanoTime() + limit.toNanos();
    while (mountPoint.isMounted()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException(
            mountPoint + " is still mounted " + limit + " after it was aborted");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  @Override
  public void close() {
    device.close();
    control.close();
  }

  private void shakeHands(Handshake.Agreement agreement, SessionConfiguration configuration) {
    Handshake handshake = new Handshake(device, agreement, configuration.dropSysAdmin());
    Thread thread = handshake.start("fuse-init-" + mountPoint.connection());
    try {
      parameters = handshake.await(configuration.startLimit());
    } catch (MountRefusedException e) {
      abort();
      throw e;
    } finally {
      join(thread);
    }
  }

  /** In a thread of its own: umount2(2) writes back first, and a hung filesystem never answers. */
  private boolean unmountWithin(int flags) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                mountPoint.unmount(flags);
                done.complete(null);
              } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
              }
            },
            "fuse-umount-" + mountPoint.connection());
    thread.setDaemon(true);
    thread.start();
    try {
      done.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LinuxException failure) {
        isBusy = failure.is(Errno.EBUSY);
        LOG.log(System.Logger.Level.DEBUG, "cannot unmount " + mountPoint, e.getCause());
        return false;
      }
      throw new IllegalStateException("cannot unmount " + mountPoint, e.getCause());
    } catch (TimeoutException e) {
      isBusy = false;
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lowers maxWrite to what a pipe of this process can carry. */
  private static FilesystemOptions fit(
      FilesystemOptions options, TransferMode mode, PipeCapacity capacity) {
    if (!mode.splices() || options.maxWrite() <= capacity.payload()) {
      return options;
    }
    LOG.log(
        SAID.compareAndSet(false, true) ? System.Logger.Level.INFO : System.Logger.Level.DEBUG,
        () -> // no MessageFormat: each server would load what is known of languages and their
            // numbers
            "maxWrite of "
                + options.name()
                + " is "
                + capacity.payload()
                + " bytes instead of "
                + options.maxWrite()
                + ": pipes get no more than "
                + capacity.bytes()
                + " bytes here, see fs.pipe-max-size and CAP_SYS_RESOURCE");
    return options.withMaxWrite(capacity.payload());
  }
}
