package org.fusefixture.junit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fusefixture.control.mount.KillRequest;
import org.fusefixture.control.mount.LateAccessWait;
import org.fusefixture.control.mount.MountTarget;
import org.fusefixture.control.mount.ServerReport;

/** The process that serves a mount: the session with the kernel and the filesystem under test. */
public final class Server {
  private static final int SIGKILL = 9;

  private final MountCalls calls;
  private final MountTarget target;
  private final AtomicBoolean killed = new AtomicBoolean();

  Server(MountCalls calls) {
    this.calls = calls;
    this.target = new MountTarget(calls.mount());
  }

  /** What session and filesystem did so far; for a dead server, what it told last. */
  public ServerReport report() {
    return calls.call("report of the server", agent -> agent.mounts().serverReport(target));
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
    killed.set(true);
    KillRequest request = new KillRequest(calls.mount(), signal);
    calls.call(
        "kill the server with signal " + signal, agent -> agent.mounts().killServer(request));
  }

  /** Aborts the connection: every call under way and to come on this mount fails. */
  public void abort() {
    calls.call("abort the connection", agent -> agent.mounts().abort(target));
  }

  /** The stacks of all its threads. */
  public String stacks() {
    return calls.call("stacks of the server", agent -> agent.mounts().stacks(target)).text();
  }

  /**
   * Waits until no payload is held back and none is still to be consumed.
   *
   * @return false if the limit passed first
   */
  public boolean awaitLateAccesses(Duration limit) {
    LateAccessWait wait = new LateAccessWait(calls.mount(), limit.toMillis());
    return calls
        .call(
            "wait for late accesses",
            limit.plusSeconds(20),
            agent -> agent.mounts().awaitLateAccesses(wait))
        .settled();
  }

  /** A fault is going to kill it. */
  void expectDeath() {
    killed.set(true);
  }

  /** Whether a signal was sent, so that the end of the process surprises nobody. */
  boolean wasKilled() {
    return killed.get();
  }
}
