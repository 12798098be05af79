package org.fusefixture.junit;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;
import org.fusefixture.internal.control.AgentService.Inventory;
import org.fusefixture.internal.control.AgentService.KernelState;
import org.fusefixture.internal.sandbox.Sandbox;

/**
 * Looks after sandboxes, which mounts of several tests share: when the last mount in one is gone,
 * nothing of any mount may be left. What stays is told once, to the test that left it: later tests
 * in the same sandbox are not to blame.
 */
final class SandboxGuard {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long PATIENCE_NANOS = 2_000_000_000;
  private static final long PAUSE_NANOS = 20_000_000;
  private static final Map<Sandbox, Integer> MOUNTS = new HashMap<>();
  private static final Map<Sandbox, Set<String>> TOLD = new WeakHashMap<>();

  private SandboxGuard() {}

  /** A mount is about to be made. */
  static void begin(Sandbox sandbox) {
    synchronized (MOUNTS) {
      MOUNTS.merge(sandbox, 1, Integer::sum);
    }
  }

  /** A mount is gone; what is left, unless another mount is there. */
  static List<GuardFailure.Finding> end(Sandbox sandbox) {
    synchronized (MOUNTS) {
      Integer left =
          MOUNTS.computeIfPresent(sandbox, (key, count) -> count == 1 ? null : count - 1);
      if (left != null || !sandbox.alive()) {
        return List.of();
      }
      // Under the lock, so that no mount begins meanwhile.
      long end = System.nanoTime() + PATIENCE_NANOS;
      Set<String> told = TOLD.computeIfAbsent(sandbox, key -> new HashSet<>());
      Map<String, GuardFailure.Finding> findings = look(sandbox, told);
      while (!findings.isEmpty() && System.nanoTime() - end < 0) {
        LockSupport.parkNanos(PAUSE_NANOS); // the agent collects the dead now and then
        findings = look(sandbox, told);
      }
      told.addAll(findings.keySet());
      return List.copyOf(findings.values());
    }
  }

  /** What is there and was not told before, by kind and number or name. */
  private static Map<String, GuardFailure.Finding> look(Sandbox sandbox, Set<String> told) {
    Inventory inventory = sandbox.control().call("inventory", LIMIT, agent -> agent.inventory());
    Map<String, GuardFailure.Finding> findings = new LinkedHashMap<>();
    add(findings, "mount", inventory.mounts());
    add(findings, "server", inventory.servers());
    add(findings, "directory", inventory.directories());
    add(findings, "file or pages of the client", inventory.clientFiles());
    add(findings, "process", inventory.processes());
    kernel(findings, inventory.kernel());
    findings.keySet().removeAll(told);
    return findings;
  }

  /** The kernel's own account, in a guest; a message is told once, by its number. */
  private static void kernel(Map<String, GuardFailure.Finding> findings, KernelState kernel) {
    for (String complaint : kernel.complaints()) {
      findings.put(
          "complaint " + complaint.split(" ", 2)[0],
          new GuardFailure.Finding(MountBreach.KERNEL_COMPLAINT, complaint));
    }
    if (kernel.lentUserPages() > 0) {
      findings.put(
          "lent " + kernel.lentUserPages(),
          new GuardFailure.Finding(
              MountBreach.PAGE_LEFTOVER,
              kernel.lentUserPages() + " pipe buffers still hold pages of a writer"));
    }
    if (kernel.pinnedPages() > 0) {
      findings.put(
          "pinned " + kernel.pinnedPages(),
          new GuardFailure.Finding(
              MountBreach.PAGE_LEFTOVER, kernel.pinnedPages() + " pages are still pinned"));
    }
  }

  private static void add(
      Map<String, GuardFailure.Finding> findings, String what, List<String> left) {
    for (String one : left) {
      String name = what + " " + one.split(" ", 2)[0]; // without what may change, as a state
      findings.put(name, new GuardFailure.Finding(MountBreach.SANDBOX_LEFTOVER, what + " " + one));
    }
  }
}
