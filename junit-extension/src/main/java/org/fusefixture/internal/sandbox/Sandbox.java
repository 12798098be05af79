package org.fusefixture.internal.sandbox;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.fusefixture.internal.control.AgentClient;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlChannel;

/** A running sandbox with its agent. */
public interface Sandbox extends AutoCloseable {
  /** What it is. */
  SandboxKey key();

  /**
   * The control channel to the agent inside; {@link ControlChannel#call} limits the wait and turns
   * the agent's errors into exceptions.
   */
  ControlChannel<AgentService> control();

  /** The agent's own interface, for who deals with futures and errors. */
  default AgentService agent() {
    return control().remote();
  }

  /** One line for logs and failures: kind, kernel release, process or container. */
  String description();

  /** The last lines that the agent wrote to its log. */
  String logTail();

  /** Whether the agent still runs and its stream is open. */
  boolean alive();

  /**
   * The host's directory, the same path inside, beneath which mounts are seen by both; empty unless
   * the key asks for it.
   */
  Optional<Path> visibleDirectory();

  /**
   * The process of the host beneath which all of this sandbox runs, its kernel included: where
   * there is a kernel of its own, and that process is seen from here.
   */
  default OptionalLong guestProcess() {
    return OptionalLong.empty();
  }

  /**
   * Hears the output of commands that run in this sandbox.
   *
   * @return ends the subscription
   */
  Subscription onOutput(OutputListener listener);

  /** Hears output as it comes, on the thread that reads the control channel. */
  @FunctionalInterface
  interface OutputListener {
    void output(int run, AgentClient.Stream stream, byte[] content);
  }

  /** Ends when closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Ends the agent and all that it started; idempotent, and returns when all is gone. */
  @Override
  void close();
}
