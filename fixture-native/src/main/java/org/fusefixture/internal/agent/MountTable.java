package org.fusefixture.internal.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.StartLimit;

/** The mounts of the sandbox, by number. */
final class MountTable {
  private static final Duration RESTART_TIME = Duration.ofSeconds(30);

  private final Map<Integer, AgentMount> mounts = new TreeMap<>();
  private int last;

  /** A number that no mount had before. */
  synchronized int nextNumber() {
    return ++last;
  }

  synchronized void add(AgentMount mount) {
    mounts.put(mount.number(), mount);
  }

  /** A server took the place of another; false if the mount was taken out meanwhile. */
  synchronized boolean replace(AgentMount old, AgentMount mount) {
    return mounts.replace(old.number(), old, mount);
  }

  /** A mount; while a fault has its server restarted, once there is the new one. */
  AgentMount get(int number) {
    awaitRestart(find(number).server());
    return find(number);
  }

  private synchronized AgentMount find(int number) {
    AgentMount mount = mounts.get(number);
    if (mount == null) {
      throw unknown(number);
    }
    return mount;
  }

  /** Takes a mount out, so that it is unmounted once. */
  AgentMount remove(int number) {
    get(number);
    return take(number);
  }

  private synchronized AgentMount take(int number) {
    AgentMount mount = mounts.remove(number);
    if (mount == null) {
      throw unknown(number);
    }
    return mount;
  }

  private static void awaitRestart(ServerProcess server) {
    if (!server.isToBeRestarted()) {
      return;
    }
    StartLimit limit = StartLimit.of(RESTART_TIME);
    try {
      server.succeeded().get(limit.time().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.TIMEOUT,
              "restart the server " + server.pid(),
              "a fault has killed it, and no other was there within " + limit),
          e);
    }
  }

  synchronized List<AgentMount> all() {
    return new ArrayList<>(mounts.values());
  }

  private static ControlException unknown(int number) {
    return new ControlException(
        ControlError.of(
            ControlError.Kind.BAD_REQUEST,
            "mount " + number,
            "there is no mount " + number + "; it may have been unmounted"));
  }
}
