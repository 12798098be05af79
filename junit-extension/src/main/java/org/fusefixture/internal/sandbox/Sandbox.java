package org.fusefixture.internal.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.fusefixture.internal.control.AgentClient;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlChannel;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;

/** A running sandbox with its agent. */
public interface Sandbox extends AutoCloseable {
  /** The isolation, kernel and options of this sandbox. */
  SandboxKey key();

  /**
   * The control channel to the agent inside; {@link ControlChannel#call} limits the wait and turns
   * the agent's errors into exceptions.
   */
  ControlChannel<AgentService> control();

  /** The agent's own interface, for callers that handle futures and errors themselves. */
  default AgentService agent() {
    return control().remote();
  }

  /**
   * Mounts in this sandbox. Where it does not see the files of this machine, it first gets what a
   * program under test needs of them.
   *
   * @param call a short description, for failures
   * @param limit for the agent's answer
   * @throws org.fusefixture.internal.control.ControlException with the reason
   */
  MountDescription mount(String call, Duration limit, MountSpec spec);

  /** One line for logs and failures: kind, kernel release, process or container. */
  String description();

  /** The last lines that the agent wrote to its log. */
  String logTail();

  /** Whether the agent still runs and its stream is open. */
  boolean alive();

  /**
   * The directory beneath which mounts are visible both on the host and inside, at the same path;
   * empty unless the key asks for it.
   */
  Optional<Path> visibleDirectory();

  /**
   * The process of the host that is the ancestor of everything in this sandbox, its kernel
   * included; empty if the sandbox has no kernel of its own, or the process is not visible from
   * here.
   */
  default OptionalLong guestProcess() {
    return OptionalLong.empty();
  }

  /**
   * Subscribes to the output of commands that run in this sandbox.
   *
   * @return ends the subscription
   */
  Subscription onOutput(OutputListener listener);

  /** Receives chunks of output on the thread that reads the control channel. */
  @FunctionalInterface
  interface OutputListener {
    void output(int run, AgentClient.Stream stream, byte[] content);
  }

  /** Ends when closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Ends the agent and everything it started, and returns when all is gone. Idempotent. */
  @Override
  void close();
}
