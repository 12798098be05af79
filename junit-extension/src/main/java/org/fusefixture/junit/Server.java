package org.fusefixture.junit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.mount.Kernel;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.report.ServerReport;
import org.fusefixture.report.SessionStatistics;

/** The process that serves a mount: the session with the kernel and the filesystem under test. */
public final class Server {
  private static final int SIGKILL = 9;
  private static final int SIGCONT = 18;
  private static final int SIGSTOP = 19;

  /** Start of a server, construction of the filesystem, INIT; the agent has limits of its own. */
  private static final Duration RESTART_TIME = Duration.ofSeconds(60);

  private final MountCalls calls;
  private final Kernel kernel;
  private final AtomicBoolean killed = new AtomicBoolean();
  private volatile Runnable beforeKill = () -> {};
  private volatile Consumer<MountDescription> afterRestart = now -> {};

  Server(MountCalls calls, Kernel kernel) {
    this.calls = calls;
    this.kernel = kernel;
  }

  /** {@return what session and filesystem did so far; for a dead server, what it told last} */
  public ServerReport report() {
    return calls.call("report of the server", agent -> agent.mounts().serverReport(calls.mount()));
  }

  /**
   * {@return the counts of {@link #report} alone: what to ask for again and again, as it does not
   * grow with what went wrong so far}
   */
  public SessionStatistics statistics() {
    return calls.call(
        "statistics of the server", agent -> agent.mounts().statistics(calls.mount()));
  }

  /** Ends the process at once: SIGKILL. */
  public void kill() {
    kill(SIGKILL);
  }

  /**
   * Sends a signal.
   *
   * @param signal number as in signal(7)
   */
  public void kill(int signal) {
    beforeKill.run();
    killed.set(true);
    signal(signal);
  }

  private void signal(int number) {
    calls.call(
        "kill the server with signal " + number,
        agent -> agent.mounts().killServer(calls.mount(), number));
  }

  /** Stops the process: SIGSTOP. Requests wait in the kernel, and no report is available. */
  public void pause() {
    signal(SIGSTOP);
  }

  /** Lets the process go on: SIGCONT. */
  public void resume() {
    signal(SIGCONT);
  }

  /**
   * {@return the number of requests that have no answer, as the kernel counts them} Asks no server.
   */
  public int waiting() {
    return calls.call("waiting requests", agent -> agent.mounts().waiting(calls.mount()));
  }

  /**
   * Kills the process if it still runs, and mounts the same filesystem with the same backing
   * directory again, at the same place, with a new process. What was acknowledged before is
   * expected to be there afterwards ({@link MountedFilesystem#integrity()}).
   *
   * <p>Files that were open lead to the old mount, where every call fails with ENOTCONN; the new
   * server has no faults set. Receipts keep what they said last.
   */
  public void restart() {
    beforeKill.run();
    killed.set(true);
    MountDescription now =
        calls.call(
            "restart the server",
            StartLimit.of(RESTART_TIME, kernel).time(),
            agent -> agent.mounts().restart(calls.mount()));
    killed.set(false);
    afterRestart.accept(now);
  }

  /**
   * Keeps the state of a filesystem that is {@link org.fusefixture.filesystem.Snapshots}.
   *
   * @param name of the state
   */
  public void takeSnapshot(String name) {
    calls.call(
        "take the snapshot " + name, agent -> agent.storage().takeSnapshot(calls.mount(), name));
  }

  /**
   * Takes the filesystem back to a state that was kept: all that was acknowledged since is lost,
   * and the kernel's caches are told.
   *
   * @param name of the state
   */
  public void rollBack(String name) {
    calls.call("roll back to " + name, agent -> agent.storage().rollBack(calls.mount(), name));
  }

  /** Aborts the connection: every call under way and to come on this mount fails. */
  public void abort() {
    calls.call("abort the connection", agent -> agent.mounts().abort(calls.mount()));
  }

  /** {@return the stacks of all its threads} */
  public String stacks() {
    return calls.call("stacks of the server", agent -> agent.mounts().stacks(calls.mount())).text();
  }

  /**
   * Waits until no payload is held back and none is still to be consumed.
   *
   * @param limit longest time to wait
   * @return false if the limit passed first
   */
  public boolean awaitLateAccesses(Duration limit) {
    return calls.call(
        "wait for late accesses",
        limit.plusSeconds(20),
        agent -> agent.mounts().awaitLateAccesses(calls.mount(), limit.toMillis()));
  }

  /** What to do when it is another process. */
  void afterRestart(Consumer<MountDescription> action) {
    afterRestart = action;
  }

  /** What to do while it still can be asked. */
  void beforeKill(Runnable action) {
    beforeKill = action;
  }

  /** A fault is going to kill it, or to cut it off. */
  void expectDeath() {
    killed.set(true);
  }

  /** Whether a signal was sent, so that the end of the process is expected. */
  boolean wasKilled() {
    return killed.get();
  }
}
