package org.fusefixture.internal.nio;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fusefixture.internal.control.AgentService;

/** The agent of the sandbox that holds a mount, as the file system needs it. */
public interface MountAgent {
  /** Identifies the mount in its sandbox. */
  int mount();

  /** Root of the mount in the sandbox: what absolute symbolic links start with there. */
  String mountPoint();

  /**
   * Calls the agent and waits for the answer.
   *
   * @param call name and arguments, for messages
   * @throws org.fusefixture.internal.control.ControlException with what went wrong
   */
  <T> T call(String call, Function<AgentService, CompletableFuture<T>> request);
}
