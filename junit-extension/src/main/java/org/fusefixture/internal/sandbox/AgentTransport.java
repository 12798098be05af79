package org.fusefixture.internal.sandbox;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.fusefixture.mount.Program;

/** What runs an agent and carries its control stream: a process, a container or a guest. */
public interface AgentTransport {
  /** Reads what the agent writes. */
  InputStream fromAgent();

  /** Writes what the agent reads; at its end the agent halts. */
  OutputStream toAgent();

  /**
   * A short description for logs and failures, for example "container 0123456789ab, privileged".
   */
  String description();

  /** Whether it still runs, as far as is known without waiting. */
  boolean alive();

  /** See {@link Sandbox#visibleDirectory}. */
  default Optional<Path> visibleDirectory() {
    return Optional.empty();
  }

  /**
   * Copies what a program under test needs of this machine to where the agent runs, each file once;
   * does nothing where the agent sees the files of this machine.
   *
   * @throws SandboxFailedException with the reason
   */
  default void bring(Program program) {}

  /** See {@link Sandbox#guestProcess}. */
  default OptionalLong guestProcess() {
    return OptionalLong.empty();
  }

  /**
   * Ends it with everything it runs, after the end of the agent's input; returns when all is gone.
   * Called once.
   */
  void end();
}
