package org.fusefixture.internal.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlChannel;
import org.fusefixture.internal.control.ControlException;

/** A sandbox of any kind: the connection to its agent, and the carrier that is to be ended. */
public final class AgentSandbox implements Sandbox {
  private final SandboxKey key;
  private final Carrier carrier;
  private final LogTail log;
  private final AgentConnection connection;
  private final AgentService.Description agent;
  private final AtomicBoolean closed = new AtomicBoolean();

  private AgentSandbox(
      SandboxKey key,
      Carrier carrier,
      LogTail log,
      AgentConnection connection,
      AgentService.Description agent) {
    this.key = key;
    this.carrier = carrier;
    this.log = log;
    this.connection = connection;
    this.agent = agent;
  }

  /**
   * Waits for the agent of a carrier that has been started.
   *
   * @param log gets what the carrier and the agent say; its end is in the message of a failure
   * @param limit for the agent's first answer
   * @throws SandboxFailedException if there is none; the carrier has been ended then
   */
  public static AgentSandbox greet(SandboxKey key, Carrier carrier, LogTail log, Duration limit) {
    AgentConnection connection = new AgentConnection(carrier.fromAgent(), carrier.toAgent(), log);
    AgentService.Description agent;
    try {
      agent = connection.hello(limit);
    } catch (ControlException e) {
      SandboxFailedException failure =
          SandboxFailedException.withLog(
              "the agent of a "
                  + key.describe()
                  + " ("
                  + carrier.description()
                  + ") did not start: "
                  + e.getMessage(),
              log.text(),
              e);
      endAfter(failure, connection, carrier);
      throw failure;
    }
    return new AgentSandbox(key, carrier, log, connection, agent);
  }

  @Override
  public SandboxKey key() {
    return key;
  }

  @Override
  public ControlChannel<AgentService> control() {
    return connection.channel();
  }

  @Override
  public String description() {
    return key.describe()
        + " (Linux "
        + agent.kernel()
        + ", "
        + carrier.description()
        + ", Java "
        + agent.javaVersion()
        + ")";
  }

  @Override
  public String logTail() {
    return log.text();
  }

  @Override
  public boolean alive() {
    return !closed.get() && carrier.alive() && connection.isOpen();
  }

  @Override
  public Optional<Path> visibleDirectory() {
    return carrier.visibleDirectory();
  }

  @Override
  public OptionalLong guestProcess() {
    return carrier.guestProcess();
  }

  @Override
  public Subscription onOutput(OutputListener listener) {
    return connection.onOutput(listener);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      connection.close();
      carrier.end();
    }
  }

  /** What goes wrong at the end must not hide why it came to the end. */
  private static void endAfter(
      SandboxFailedException failure, AgentConnection connection, Carrier carrier) {
    try {
      connection.close();
      carrier.end();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
