package org.fusefixture.internal.agent;

import java.time.Duration;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.StartLimit;

/** Server processes, one of them started ahead, so that a further mount need not wait for it. */
final class ServerPool {
  private static final Duration START_TIME = Duration.ofSeconds(30);

  private final ServerCommand command;
  private final ChildProcesses children;
  private ServerProcess spare;
  private boolean closed;

  ServerPool(ServerCommand command, ChildProcesses children) {
    this.command = command;
    this.children = children;
  }

  /** Starts the spare process, if there is none. */
  synchronized void replenish() {
    if (!closed && (spare == null || !spare.isAlive())) {
      spare = ServerProcess.start(command, false, children);
    }
  }

  /**
   * A process that is ready to mount.
   *
   * @param measured whether its speed counts; none is started ahead for that
   */
  ServerProcess take(boolean measured) {
    ServerProcess taken = measured ? startMeasured() : takeSpare();
    try {
      taken.awaitReady(StartLimit.of(START_TIME));
    } catch (ControlException e) {
      taken.kill();
      throw e;
    }
    return taken;
  }

  private synchronized ServerProcess startMeasured() {
    requireOpen();
    return ServerProcess.start(command, true, children);
  }

  private synchronized ServerProcess takeSpare() {
    requireOpen();
    replenish();
    ServerProcess taken = spare;
    spare = null;
    return taken;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the agent is about to end");
    }
  }

  /** Process of the spare server, or 0. */
  synchronized long sparePid() {
    return spare == null ? 0 : spare.pid();
  }

  synchronized void close() {
    closed = true;
    if (spare != null) {
      spare.kill();
      spare = null;
    }
  }
}
