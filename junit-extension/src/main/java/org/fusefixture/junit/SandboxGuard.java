package org.fusefixture.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.fusefixture.control.Inventory;
import org.fusefixture.sandbox.Sandbox;

/**
 * Looks after sandboxes, which mounts of several tests share: when the last mount in one is gone,
 * nothing of any mount may be left.
 */
final class SandboxGuard {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long PATIENCE_NANOS = 2_000_000_000;
  private static final long PAUSE_NANOS = 20_000_000;
  private static final Map<Sandbox, Integer> MOUNTS = new HashMap<>();

  private SandboxGuard() {}

  /** A mount is about to be made. */
  static void begin(Sandbox sandbox) {
    synchronized (MOUNTS) {
      MOUNTS.merge(sandbox, 1, Integer::sum);
    }
  }

  /** A mount is gone; what is left, unless another mount is there. */
  static List<Finding> end(Sandbox sandbox) {
    synchronized (MOUNTS) {
      Integer left =
          MOUNTS.computeIfPresent(sandbox, (key, count) -> count == 1 ? null : count - 1);
      if (left != null || !sandbox.alive()) {
        return List.of();
      }
      // Under the lock, so that no mount begins meanwhile.
      long end = System.nanoTime() + PATIENCE_NANOS;
      List<Finding> findings = look(sandbox);
      while (!findings.isEmpty() && System.nanoTime() - end < 0) {
        LockSupport.parkNanos(PAUSE_NANOS); // the agent collects the dead now and then
        findings = look(sandbox);
      }
      return findings;
    }
  }

  private static List<Finding> look(Sandbox sandbox) {
    Inventory inventory = sandbox.control().call("inventory", LIMIT, agent -> agent.inventory());
    List<Finding> findings = new ArrayList<>();
    add(findings, "mount", inventory.mounts());
    add(findings, "server", inventory.servers());
    add(findings, "directory", inventory.directories());
    add(findings, "file or pages of the client", inventory.clientFiles());
    add(findings, "process", inventory.processes());
    return findings;
  }

  private static void add(List<Finding> findings, String what, List<String> left) {
    left.forEach(one -> findings.add(new Finding(Breach.SANDBOX_LEFTOVER, what + " " + one)));
  }
}
