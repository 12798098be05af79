package org.fusefixture.internal.sandbox;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fusefixture.internal.control.AgentClient;
import org.fusefixture.internal.control.AgentDescription;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlChannel;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.Hello;
import org.fusefixture.internal.control.command.OutputChunk;
import org.fusefixture.internal.control.mount.ServerExit;

/** A sandbox of any kind: the connection to its agent, and the carrier that is to be ended. */
public final class AgentSandbox implements Sandbox {
  private final SandboxKey key;
  private final AgentTransport carrier;
  private final LogTail log;
  private final AgentConnection connection;
  private final AgentDescription agent;
  private final AtomicBoolean closed = new AtomicBoolean();

  private AgentSandbox(
      SandboxKey key,
      AgentTransport carrier,
      LogTail log,
      AgentConnection connection,
      AgentDescription agent) {
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
  public static AgentSandbox greet(
      SandboxKey key, AgentTransport carrier, LogTail log, Duration limit) {
    AgentConnection connection = new AgentConnection(carrier.fromAgent(), carrier.toAgent(), log);
    AgentDescription agent;
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
      SandboxFailedException failure, AgentConnection connection, AgentTransport carrier) {
    try {
      connection.close();
      carrier.end();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** The test JVM's end of the control channel to an agent, whatever carries it. */
  public static final class AgentConnection implements AutoCloseable {
    private final List<Sandbox.OutputListener> listeners = new CopyOnWriteArrayList<>();
    private final LogTail log;
    private final ControlChannel<AgentService> channel;

    /**
     * @param from what the agent writes
     * @param to what the agent reads
     * @param log gets a line for each server that ends by itself
     */
    public AgentConnection(InputStream from, OutputStream to, LogTail log) {
      this.log = log;
      this.channel = ControlChannel.open("agent", from, to, new Receiver(), AgentService.class);
    }

    /** Greets the agent, which has to answer within the limit. */
    public AgentDescription hello(Duration limit) {
      return channel.call("hello", limit, agent -> agent.hello(Hello.from("test JVM")));
    }

    /** The channel. */
    public ControlChannel<AgentService> channel() {
      return channel;
    }

    /** Whether the stream is open in both directions. */
    public boolean isOpen() {
      return !channel.ended().isDone();
    }

    /** See {@link Sandbox#onOutput}. */
    public Sandbox.Subscription onOutput(Sandbox.OutputListener listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }

    /** Closes the agent's input, from which it learns that it is over. */
    @Override
    public void close() {
      channel.close();
    }

    /** What the agent tells by itself. */
    private final class Receiver implements AgentClient {
      @Override
      public void output(OutputChunk chunk) {
        listeners.forEach(listener -> listener.output(chunk));
      }

      @Override
      public void serverExited(ServerExit exit) {
        log.appendLine("the server of mount " + exit.mount() + " ended by itself: " + exit.exit());
      }
    }
  }
}
