package org.fusefixture.internal.fault.effect;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.fusefixture.errno.Errno;
import org.fusefixture.fault.trigger.FaultRequest;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/** Effects that set in when a limit is reached. */
public sealed interface LimitEffects extends FaultEffect {
  /** The operations that allocate space. */
  Set<Opcode> ALLOCATING = EnumSet.of(Opcode.WRITE, Opcode.FALLOCATE);

  /**
   * The device is full after so many bytes were written, whatever they overwrote. A WRITE that
   * still fits in part is short; what comes then fails with ENOSPC.
   *
   * @param bytes number of bytes in all requests that the rule matches
   */
  record NoSpace(long bytes) implements LimitEffects {
    public NoSpace {
      Checks.requireNotNegative("bytes", bytes);
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return Checks.only(ALLOCATING, opcode, "allocates no space");
    }

    @Override
    public Admission newAdmission() {
      return new Space(bytes, request -> 0);
    }

    @Override
    public Acts acts() {
      return cutOrFail(Errno.ENOSPC);
    }
  }

  /**
   * Each user may write so many bytes, whatever they overwrite. A WRITE that still fits in part is
   * short; what comes then fails with EDQUOT.
   *
   * @param bytes number of bytes of one user, in all requests that the rule matches
   */
  record Quota(long bytes) implements LimitEffects {
    public Quota {
      Checks.requireNotNegative("bytes", bytes);
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return Checks.only(ALLOCATING, opcode, "allocates no space");
    }

    @Override
    public Admission newAdmission() {
      return new Space(bytes, FaultRequest::uid);
    }

    @Override
    public Acts acts() {
      return cutOrFail(Errno.EDQUOT);
    }
  }

  /**
   * At most so many handles are open at a time; opening a further one fails.
   *
   * @param most number of handles, of those opened since the rule was set
   * @param errno EMFILE if none is given
   */
  record LimitHandles(int most, Errno errno) implements LimitEffects {
    private static final Set<Opcode> OPCODES = Opcode.where(opcode -> opcode.shape().hasHandle());

    public LimitHandles {
      Checks.requireNotNegative("most", most);
      errno = errno == null ? Errno.EMFILE : errno;
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return Checks.only(OPCODES, opcode, "opens no handle");
    }

    @Override
    public Admission newAdmission() {
      return new Handles(most);
    }

    @Override
    public Acts acts() {
      return new Acts().beforeDispatch(context -> context.fail(errno));
    }
  }

  private static Acts cutOrFail(Errno errno) {
    return new Acts()
        .beforeDispatch(
            context -> {
              if (context.admitted() > 0) {
                context.cut((int) context.admitted());
              } else {
                context.fail(errno);
              }
            });
  }

  /** Bytes that were written, by owner. */
  final class Space implements Admission {
    private final long limit;
    private final ToIntFunction<FaultRequest> owner;
    private final Map<Integer, Long> used = new HashMap<>();

    private Space(long limit, ToIntFunction<FaultRequest> owner) {
      this.limit = limit;
      this.owner = owner;
    }

    @Override
    public synchronized long admit(FaultRequest request) {
      int whose = owner.applyAsInt(request);
      long before = used.getOrDefault(whose, 0L);
      long room = limit - before;
      if (request.size() <= room) {
        used.put(whose, before + request.size());
        return NOT_HIT;
      }
      boolean divisible = request.opcode() == Opcode.WRITE;
      if (!divisible || room <= 0) {
        return 0;
      }
      used.put(whose, limit);
      return room;
    }
  }

  /** Handles that are open. */
  final class Handles implements Admission {
    private record Handle(long nodeId, long handle) {}

    private final int most;
    private final Map<Handle, Integer> handles = new HashMap<>();
    private final Set<Long> opening = new HashSet<>();
    private int open;

    private Handles(int most) {
      this.most = most;
    }

    @Override
    public synchronized long admit(FaultRequest request) {
      if (open >= most) {
        return 0;
      }
      open++;
      opening.add(request.unique());
      return NOT_HIT;
    }

    @Override
    public boolean watchesHandles() {
      return true;
    }

    @Override
    public synchronized void opened(long unique, long nodeId, long handle, boolean success) {
      if (!opening.remove(unique)) {
        return;
      }
      if (success) {
        handles.merge(new Handle(nodeId, handle), 1, Integer::sum);
      } else {
        open--;
      }
    }

    @Override
    public synchronized void released(long nodeId, long handle) {
      Handle key = new Handle(nodeId, handle);
      if (handles.containsKey(key)) {
        handles.merge(key, -1, (count, less) -> count + less == 0 ? null : count + less);
        open--;
      }
    }
  }
}
