package org.fusefixture.internal.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fusefixture.internal.control.guard.Findings;

/** What servers had left when their sessions ended, of the last mounts. */
final class Leftovers {
  private static final int MOST = 256;

  private final Map<Integer, Findings> found = new LinkedHashMap<>();

  synchronized void put(int mount, Findings findings) {
    if (found.size() == MOST) {
      found.remove(found.keySet().iterator().next());
    }
    found.put(mount, findings);
  }

  /** Nothing where nobody looked. */
  synchronized Findings of(int mount) {
    return found.getOrDefault(mount, Findings.NONE);
  }
}
