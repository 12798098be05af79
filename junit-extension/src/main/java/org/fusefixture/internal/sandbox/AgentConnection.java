package org.fusefixture.internal.sandbox;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fusefixture.internal.control.AgentClient;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlChannel;
import org.fusefixture.internal.control.ControlProtocol;

/** The test JVM's end of the control channel to an agent, whatever carries it. */
public final class AgentConnection implements AutoCloseable {
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
  public AgentService.Description hello(Duration limit) {
    return channel.call("hello", limit, agent -> agent.hello(ControlProtocol.VERSION, "test JVM"));
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
    public void output(int run, Stream stream, byte[] content) {
      listeners.forEach(listener -> listener.output(run, stream, content));
    }

    @Override
    public void serverExited(int mount, String exit, String standardError) {
      log.appendLine("the server of mount " + mount + " ended by itself: " + exit);
    }
  }
}
