package org.fusefixture.internal.sandbox;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fusefixture.internal.control.AgentClient;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlChannel;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.ControlProtocol;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.mount.Program;

/** A sandbox of any kind: the connection to its agent, and the transport that ends with it. */
public final class AgentSandbox implements Sandbox {
  private final SandboxKey key;
  private final AgentTransport transport;
  private final LogTail log;
  private final AgentConnection connection;
  private final AgentService.Description agent;
  private final AtomicBoolean closed = new AtomicBoolean();

  private AgentSandbox(
      SandboxKey key,
      AgentTransport transport,
      LogTail log,
      AgentConnection connection,
      AgentService.Description agent) {
    this.key = key;
    this.transport = transport;
    this.log = log;
    this.connection = connection;
    this.agent = agent;
  }

  /**
   * Waits for the agent of a transport that has been started.
   *
   * @param log receives the output of transport and agent; its end is in the message of a failure
   * @param limit for the agent's first answer
   * @throws SandboxFailedException if there is none; the transport has then been ended
   */
  public static AgentSandbox greet(
      SandboxKey key, AgentTransport transport, LogTail log, StartLimit limit) {
    AgentConnection connection =
        new AgentConnection(transport.fromAgent(), transport.toAgent(), log);
    AgentService.Description agent;
    try {
      agent = connection.hello(limit.time());
    } catch (ControlException e) {
      SandboxFailedException failure =
          SandboxFailedException.withLog(
              "the agent of a "
                  + key.describe()
                  + " ("
                  + transport.description()
                  + ") did not start within "
                  + limit
                  + ": "
                  + e.getMessage(),
              log.text(),
              e);
      endAfter(failure, connection, transport);
      throw failure;
    }
    return new AgentSandbox(key, transport, log, connection, agent);
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
  public MountDescription mount(String call, Duration limit, MountSpec spec) {
    if (spec.program() != null) {
      requireFiles(spec.program(), call);
      try {
        transport.bring(spec.program());
      } catch (SandboxFailedException e) {
        throw new ControlException(
            ControlError.of(ControlError.Kind.MOUNT_REFUSED, call, String.valueOf(e.getMessage())),
            e);
      }
    }
    return control().call(call, limit, agent -> agent.mounts().mount(spec));
  }

  private static void requireFiles(Program program, String call) {
    for (String file : program.files()) {
      if (!Files.exists(Path.of(file))) {
        throw new ControlException(
            ControlError.of(
                ControlError.Kind.MOUNT_REFUSED,
                call,
                "the file "
                    + file
                    + " of the program "
                    + program
                    + " does not exist on this machine: correct its path, or leave it out"));
      }
    }
  }

  @Override
  public String description() {
    return key.describe()
        + " (Linux "
        + agent.kernel()
        + ", "
        + transport.description()
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
    return !closed.get() && transport.alive() && connection.isOpen();
  }

  @Override
  public Optional<Path> visibleDirectory() {
    return transport.visibleDirectory();
  }

  @Override
  public OptionalLong guestProcess() {
    return transport.guestProcess();
  }

  @Override
  public Subscription onOutput(OutputListener listener) {
    return connection.onOutput(listener);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      connection.close();
      transport.end();
    }
  }

  /** A failure to end must not hide the failure to start. */
  private static void endAfter(
      SandboxFailedException failure, AgentConnection connection, AgentTransport transport) {
    try {
      connection.close();
      transport.end();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** The test JVM's end of the control channel to an agent. */
  public static final class AgentConnection implements AutoCloseable {
    private final List<Sandbox.OutputListener> listeners = new CopyOnWriteArrayList<>();
    private final LogTail log;
    private final ControlChannel<AgentService> channel;

    /**
     * @param from what the agent writes
     * @param to what the agent reads
     * @param log receives a line for each server that ends by itself
     */
    public AgentConnection(InputStream from, OutputStream to, LogTail log) {
      this.log = log;
      this.channel = ControlChannel.open("agent", from, to, new Receiver(), AgentService.class);
    }

    /** Greets the agent, which has to answer within the limit. */
    public AgentService.Description hello(Duration limit) {
      return channel.call(
          "hello", limit, agent -> agent.hello(ControlProtocol.VERSION, "test JVM"));
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

    /** Closes the agent's input, on which the agent halts. */
    @Override
    public void close() {
      channel.close();
    }

    /** Receives what the agent reports by itself. */
    private final class Receiver implements AgentClient {
      @Override
      public void output(int run, Stream stream, byte[] content) {
        listeners.forEach(listener -> listener.output(run, stream, content));
      }

      @Override
      public void serverExited(int mount, String exit, String standardError) {
        log.appendLine("the server of mount " + mount + " ended by itself: " + exit);
      }
    }
  }
}
