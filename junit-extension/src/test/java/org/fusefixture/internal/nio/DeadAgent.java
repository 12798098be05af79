package org.fusefixture.internal.nio;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fusefixture.internal.control.AgentService;

/** For what must not ask the agent. */
final class DeadAgent implements MountAgent {
  @Override
  public int mount() {
    return 1;
  }

  @Override
  public String mountPoint() {
    return "/mnt/1";
  }

  @Override
  public <T> T call(String call, Function<AgentService, CompletableFuture<T>> request) {
    throw new AssertionError("nobody should be asked for this: " + call);
  }
}
