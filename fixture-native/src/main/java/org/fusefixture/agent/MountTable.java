package org.fusefixture.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fusefixture.control.ControlError;
import org.fusefixture.control.ControlException;

/** The mounts of the sandbox, by number. */
final class MountTable {
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

  synchronized AgentMount get(int number) {
    AgentMount mount = mounts.get(number);
    if (mount == null) {
      throw unknown(number);
    }
    return mount;
  }

  /** Takes a mount out, so that it is unmounted once. */
  synchronized AgentMount remove(int number) {
    AgentMount mount = mounts.remove(number);
    if (mount == null) {
      throw unknown(number);
    }
    return mount;
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
