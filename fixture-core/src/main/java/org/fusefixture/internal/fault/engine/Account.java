package org.fusefixture.internal.fault.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.effect.LimitHandles;
import org.fusefixture.fault.effect.NoSpace;
import org.fusefixture.fault.effect.Quota;
import org.fusefixture.fault.effect.Throttle;

/**
 * What effects have to remember: bytes written, open handles, the time until which a device works.
 */
final class Account {
  /** What {@link #admit} says where the whole request may pass. */
  static final long ALL = -1;

  private record Handle(long nodeId, long handle) {}

  private final Effect effect;
  private final Map<Integer, Long> used = new HashMap<>();
  private final Map<Handle, Integer> handles = new HashMap<>();
  private final Set<Long> opening = new HashSet<>();
  private int open;
  private long busyUntil;

  Account(Effect effect) {
    this.effect = effect;
  }

  /** How many bytes of a request may pass, 0 for none of it, or {@link #ALL}. */
  synchronized long admit(ObservedRequest request) {
    if (effect instanceof NoSpace space) {
      return reserve(0, space.bytes(), request);
    }
    if (effect instanceof Quota quota) {
      return reserve(request.uid(), quota.bytes(), request);
    }
    if (effect instanceof LimitHandles limit) {
      if (open >= limit.most()) {
        return 0;
      }
      open++;
      opening.add(request.unique());
      return ALL;
    }
    return ALL;
  }

  private long reserve(int owner, long limit, ObservedRequest request) {
    long before = used.getOrDefault(owner, 0L);
    long room = limit - before;
    boolean divisible = request.opcode() == org.fusefixture.filesystem.Opcode.WRITE;
    if (request.size() <= room) {
      used.put(owner, before + request.size());
      return ALL;
    }
    if (!divisible || room <= 0) {
      return 0;
    }
    used.put(owner, limit);
    return room;
  }

  /** A request to open was answered. */
  synchronized void opened(long unique, long nodeId, long handle, boolean success) {
    if (!opening.remove(unique)) {
      return;
    }
    if (success) {
      handles.merge(new Handle(nodeId, handle), 1, Integer::sum);
    } else {
      open--;
    }
  }

  /** A handle is closed. */
  synchronized void released(long nodeId, long handle) {
    Handle key = new Handle(nodeId, handle);
    if (handles.containsKey(key)) {
      handles.merge(key, -1, (count, less) -> count + less == 0 ? null : count + less);
      open--;
    }
  }

  /** When a request is through that comes now, in nanoseconds of the engine's clock. */
  synchronized long occupy(Throttle throttle, long bytes, long now) {
    busyUntil = Math.max(busyUntil, now) + throttle.nanos(bytes);
    return busyUntil;
  }
}
