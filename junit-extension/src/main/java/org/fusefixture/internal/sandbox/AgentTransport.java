package org.fusefixture.internal.sandbox;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What carries the control stream of an agent, and with it the agent: a process, a container, a
 * guest. The agent is over when it is.
 */
public interface AgentTransport {
  /** What the agent writes. */
  InputStream fromAgent();

  /** What the agent reads; its end tells the agent that it is over. */
  OutputStream toAgent();

  /** A few words for logs and failures, as "container 0123456789ab, privileged". */
  String description();

  /** Whether it still runs, as far as can be told at once. */
  boolean alive();

  /** See {@link Sandbox#visibleDirectory}. */
  default Optional<Path> visibleDirectory() {
    return Optional.empty();
  }

  /** See {@link Sandbox#guestProcess}. */
  default OptionalLong guestProcess() {
    return OptionalLong.empty();
  }

  /**
   * Ends it with all that it runs, after the end of the agent's input; returns when all is gone.
   * Called once.
   */
  void end();
}
