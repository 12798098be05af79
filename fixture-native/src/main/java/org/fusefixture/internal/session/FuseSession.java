package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fusefixture.filesystem.FilesystemSession;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Notifier;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.rules.ReplyChecks;
import org.fusefixture.internal.rules.ViolationLog;
import org.fusefixture.internal.trace.TraceRecorder;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.report.FilesystemFailure;
import org.fusefixture.report.LateAccess;
import org.fusefixture.report.SessionReport;
import org.fusefixture.report.SessionStatistics;
import org.fusefixture.report.UnansweredRequest;
import org.fusefixture.trace.Trace;

/**
 * A mounted filesystem that is being served: one conversation with the kernel.
 *
 * <p>The process that has it must not touch the mount point by itself: each of its threads could be
 * the one that has to answer.
 */
public final class FuseSession implements AutoCloseable {
  private final FuseFilesystem filesystem;
  private final TransferMode mode;
  private final SessionInterceptor interceptor;
  private final Connection connection;
  private final TraceRecorder trace = new TraceRecorder();
  private final SessionLedger ledger = new SessionLedger(trace);
  private final ViolationLog violations = new ViolationLog();
  private final ReplyChecks checks;
  private final LateAccessWatch watch;
  private final MessageStorage storage;
  private final RequestSlots slots;
  private final DeviceNotifier notifier;
  private final RequestLoop loop;
  private final Workers workers;
  private boolean closed;

  private FuseSession(
      FuseFilesystem filesystem,
      Connection connection,
      SessionConfiguration configuration,
      SessionInterceptor interceptor) {
    this.filesystem = filesystem;
    this.connection = connection;
    this.interceptor = interceptor;
    mode = configuration.mode();
    watch = new LateAccessWatch(configuration.lateAccess(), configuration.holdLimit(), trace);
    checks = new ReplyChecks(connection.parameters(), violations);
    storage = new MessageStorage(connection.parameters(), connection.pipeCapacity());
    slots =
        new RequestSlots(
            new RequestSlot.Shared(
                connection.parameters(),
                storage,
                watch,
                ledger,
                checks,
                trace,
                new FileReplies(storage, ledger, mode.splices()),
                interceptor,
                RequestLoop::receiveNextThrough),
            mode.splices());
    notifier = new DeviceNotifier(connection.device(), trace);
    loop = new RequestLoop(filesystem, slots, ledger, watch, notifier);
    workers = Workers.prepare(loop, connection, configuration);
  }

  /**
   * Mounts a filesystem and serves it: when this returns, INIT is answered, {@link
   * FuseFilesystem#start} was called, and the workers run.
   *
   * @param mountPoint an existing directory, or file where the root is one
   * @param interceptor of its requests
   * @throws MountRefusedException if kernel and configuration do not go together, with the reason
   * @throws org.fusefixture.internal.linux.LinuxException if the device cannot be opened or
   *     mount(2) fails
   */
  public static FuseSession mount(
      Path mountPoint,
      FuseFilesystem filesystem,
      SessionConfiguration configuration,
      SessionInterceptor interceptor) {
    FuseSession session = null;
    Connection connection = null;
    try {
      connection = Connection.open(mountPoint, filesystem, configuration);
      session = new FuseSession(filesystem, connection, configuration, interceptor);
      if (filesystem instanceof MessageFilesystem program) {
        program.connect(session.strays());
      }
      interceptor.start(session);
      filesystem.start(session.view());
      session.workers.start();
      return session;
    } catch (RuntimeException | Error e) {
      try {
        if (session != null) {
          session.abandon();
        } else if (connection != null) {
          connection.close();
        }
        if (filesystem instanceof MessageFilesystem program) {
          program.abandon();
        }
      } catch (RuntimeException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** What was agreed on with the kernel. */
  public SessionParameters parameters() {
    return connection.parameters();
  }

  /** How payloads come. */
  public TransferMode mode() {
    return mode;
  }

  /** Where it is mounted. */
  public Path mountPoint() {
    return connection.mountPoint().path();
  }

  /** Its number under /sys/fs/fuse/connections. */
  public int connection() {
    return connection.mountPoint().connection();
  }

  /** What has been done so far. */
  public SessionStatistics statistics() {
    return ledger.statistics(watch.count());
  }

  /**
   * Compares the filesystem's account of the kernel's lookups with what went over the wire.
   *
   * @return the differences, one line each; a FORGET may still be on its way
   */
  public List<String> lookupDifferences(Map<NodeId, Long> claimed) {
    return ledger.lookupDifferences(claimed);
  }

  /** What was traced, by time: the last part of it. */
  public Trace trace() {
    return new Trace(mode, trace.events(connection.parameters()), trace.dropped());
  }

  /** Goes on or stops to trace; at first it does. */
  public void switchTrace(boolean on) {
    trace.switchOn(on);
  }

  /** What has been done so far, and what went wrong. */
  public SessionReport report() {
    return new SessionReport(
        statistics(), lateAccesses(), failures(), unanswered(), violations.report());
  }

  /** Payloads that were accessed after their reply, the first 1000. */
  public List<LateAccess> lateAccesses() {
    return watch.records();
  }

  /** What the filesystem did wrong, the first 100. */
  public List<FilesystemFailure> failures() {
    return ledger.failures();
  }

  /** Has requests that are received from now on intercepted, or no longer. */
  public void intercept(boolean on) {
    loop.intercept(on ? interceptor : null);
  }

  /** Tells the kernel what it does not know. */
  public Notifier notifier() {
    return notifier;
  }

  /** Requests that the filesystem has received and not answered. */
  public List<UnansweredRequest> unanswered() {
    return slots.unanswered();
  }

  /** The client has changed its pages: late accesses that were held back until then go on. */
  public void pagesChanged() {
    watch.pagesChanged();
  }

  /**
   * Waits until no payload is held back, and none is still unconsumed although its WRITE was
   * acknowledged.
   *
   * @return false after the limit; what was waited for in vain is not waited for again
   */
  public boolean awaitLateAccesses(Duration limit) throws InterruptedException {
    return watch.await(limit);
  }

  /** Whether requests are still served: neither unmounted nor aborted. */
  public boolean isServing() {
    return workers.isAlive();
  }

  /**
   * Waits until the filesystem is unmounted by somebody, or its connection aborted. Then it is
   * still to be closed.
   *
   * @return false after the limit
   */
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return workers.await(limit);
  }

  /** Aborts the connection: each caller gets an error. The session is still to be closed. */
  public synchronized void abort() {
    if (!closed) {
      connection.abort();
    }
  }

  /**
   * Unmounts and ends. What does not end by itself within the limits is aborted.
   *
   * @throws IllegalStateException if something is left behind even then; the message says what
   * @throws StopFailedException if all has ended, and the filesystem says that it did not end well
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    watch.end();
    interceptor.release();
    connection.unmount();
    boolean ended = workers.join();
    release(ended);
    stopFilesystem();
    if (!ended) {
      throw new IllegalStateException(
          "the filesystem still serves a request after the connection was aborted: "
              + workers.describeStuck());
    }
  }

  private void stopFilesystem() {
    try {
      filesystem.stop();
    } catch (RuntimeException e) {
      throw new StopFailedException(e);
    }
  }

  /** What {@link FuseFilesystem#stop} threw. */
  public static final class StopFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StopFailedException(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Before the workers run: nobody would answer what unmounting asks for. */
  private void abandon() {
    closed = true;
    connection.abort();
    connection.unmount();
    release(true);
  }

  private void release(boolean ended) {
    notifier.close();
    interceptor.close();
    boolean unused = workers.stopSending(Duration.ofSeconds(1));
    if (ended && unused) {
      workers.close();
      connection.close();
    }
    slots.close();
    storage.close();
  }

  private MessageFilesystem.Strays strays() {
    return new MessageFilesystem.Strays() {
      @Override
      public void notification(ByteBuffer message) {
        stray(message, message.limit());
        notifier.pass(message);
      }

      @Override
      public void stray(ByteBuffer message, int length) {
        checks.checkStray(message, length, ReplyChecks.Stray.UNKNOWN, null);
      }
    };
  }

  private FilesystemSession view() {
    return new FilesystemSession() {
      @Override
      public TransferMode mode() {
        return mode;
      }

      @Override
      public SessionParameters parameters() {
        return connection.parameters();
      }

      @Override
      public Notifier notifier() {
        return notifier;
      }
    };
  }
}
