package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.GuardService;

/** Asks servers what is left in them, and keeps what they told at the end of their sessions. */
final class AgentGuardEndpoint implements GuardService {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int MOST_MOUNTS = 256;

  private final MountTable mounts;
  private final TimedCalls calls;
  private final Map<Integer, List<String>> leftovers = new LinkedHashMap<>();

  AgentGuardEndpoint(MountTable mounts, TimedCalls calls) {
    this.mounts = mounts;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<List<String>> lookups(int number) {
    AgentMount mount = mounts.get(number);
    return calls.later(() -> lookups(mount));
  }

  private static List<String> lookups(AgentMount mount) {
    if (!mount.server().isAlive()) {
      return List.of();
    }
    try {
      return mount
          .server()
          .call("lookups", LIMIT, server -> server.guard().lookups(mount.number()));
    } catch (ControlException e) {
      if (mount.server().isAlive()) {
        throw e;
      }
      return List.of();
    }
  }

  /** Nothing if nobody looked. */
  @Override
  public CompletableFuture<List<String>> leftovers(int mount) {
    synchronized (leftovers) {
      return CompletableFuture.completedFuture(leftovers.getOrDefault(mount, List.of()));
    }
  }

  /**
   * Asks the server of a mount, whose session has ended, what is left in it, and keeps the answer
   * for the last mounts.
   */
  void keepLeftovers(AgentMount mount, Duration limit) {
    List<String> found =
        mount.server().call("leftovers", limit, server -> server.guard().leftovers(mount.number()));
    synchronized (leftovers) {
      if (leftovers.size() == MOST_MOUNTS) {
        leftovers.remove(leftovers.keySet().iterator().next());
      }
      leftovers.put(mount.number(), found);
    }
  }
}
