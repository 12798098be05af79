package org.fusefixture.internal.fault.trigger;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Condition;
import org.fusefixture.fault.trigger.FaultPredicate;
import org.fusefixture.fault.trigger.FaultRequest;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.text.RecordText;

/** The conditions of rules. Each judges requests by itself, except {@link When}. */
public sealed interface RequestCondition extends Condition, Criterion
    permits PathCondition,
        RequestCondition.NodeId,
        RequestCondition.Bytes,
        RequestCondition.Uid,
        RequestCondition.Gid,
        RequestCondition.Pid,
        RequestCondition.Between,
        RequestCondition.When {

  /** What judges the requests of one rule. */
  default Criterion ready() {
    return this;
  }

  @Override
  default String label() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /**
   * One inode; for operations on a name, its directory.
   *
   * @param nodeId as the kernel names it; 1 is the root
   */
  record NodeId(long nodeId) implements RequestCondition {
    public NodeId {
      if (nodeId == 0) {
        throw new IllegalArgumentException("no inode has nodeid 0; the root has 1");
      }
    }

    @Override
    public Optional<String> refusal(Opcode opcode) {
      return opcode == Opcode.BATCH_FORGET
          ? Optional.of("BATCH_FORGET is about many inodes; leave the nodeid out")
          : Optional.empty();
    }

    @Override
    public boolean isOfNode() {
      return true;
    }

    @Override
    public boolean accepts(FaultRequest request, long sinceSetNanos) {
      return request.nodeId() == nodeId;
    }

    @Override
    public String explain(FaultRequest request, long sinceSetNanos) {
      return "nodeid " + Long.toUnsignedString(request.nodeId()) + " is not " + nodeId;
    }
  }

  /**
   * Requests that touch at least one byte of a range of a file.
   *
   * @param from first byte
   * @param to first byte after it
   */
  record Bytes(long from, long to) implements RequestCondition {
    private static final Set<Opcode> RANGED = Opcode.where(Opcode::hasRange);

    public Bytes {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException(
            "invalid byte range from "
                + from
                + " to "
                + to
                + ": from must be 0 or more, and to must be greater than from");
      }
    }

    @Override
    public Optional<String> refusal(Opcode opcode) {
      return opcode.hasRange()
          ? Optional.empty()
          : Optional.of(
              opcode + " has no byte range; only " + RANGED + " have one, so leave the range out");
    }

    @Override
    public Optional<Bytes> range() {
      return Optional.of(this);
    }

    @Override
    public boolean accepts(FaultRequest request, long sinceSetNanos) {
      return request.offset() < to && request.offset() + Math.max(1, request.size()) > from;
    }

    @Override
    public String explain(FaultRequest request, long sinceSetNanos) {
      return "offset "
          + request.offset()
          + (request.size() > 0 ? " (" + request.size() + " bytes)" : "")
          + " is outside "
          + from
          + ".."
          + to;
    }
  }

  /**
   * Requests of one user.
   *
   * @param uid effective user of the caller (fsuid), as an unsigned number
   */
  record Uid(int uid) implements RequestCondition {
    @Override
    public boolean accepts(FaultRequest request, long sinceSetNanos) {
      return request.uid() == uid;
    }

    @Override
    public String explain(FaultRequest request, long sinceSetNanos) {
      return "uid " + request.uid() + " is not " + uid;
    }
  }

  /**
   * Requests of one group.
   *
   * @param gid effective group of the caller (fsgid), as an unsigned number
   */
  record Gid(int gid) implements RequestCondition {
    @Override
    public boolean accepts(FaultRequest request, long sinceSetNanos) {
      return request.gid() == gid;
    }

    @Override
    public String explain(FaultRequest request, long sinceSetNanos) {
      return "gid " + request.gid() + " is not " + gid;
    }
  }

  /**
   * Requests of one thread, and so of a process that has a single thread: the kernel names the
   * calling thread (fuse_get_req of fs/fuse/dev.c).
   *
   * @param pid in the PID namespace of the mount; pages written back from the cache have none
   */
  record Pid(int pid) implements RequestCondition {
    public Pid {
      if (pid <= 0) {
        throw new IllegalArgumentException("pid (" + pid + ") must be 1 or more");
      }
    }

    @Override
    public boolean accepts(FaultRequest request, long sinceSetNanos) {
      return request.pid() == pid;
    }

    @Override
    public String explain(FaultRequest request, long sinceSetNanos) {
      return "pid " + request.pid() + " is not " + pid;
    }
  }

  /**
   * A time window.
   *
   * @param from its start, counted from the moment when the rule was set
   * @param to its end
   */
  record Between(Duration from, Duration to) implements RequestCondition {
    public Between {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
      if (from.isNegative() || to.compareTo(from) <= 0) {
        throw new IllegalArgumentException(
            "invalid time window from "
                + from
                + " to "
                + to
                + ": from must not be negative, and to must be later than from");
      }
    }

    @Override
    public boolean dependsOnTime() {
      return true;
    }

    @Override
    public boolean accepts(FaultRequest request, long sinceSetNanos) {
      return sinceSetNanos >= from.toNanos() && sinceSetNanos < to.toNanos();
    }

    @Override
    public String explain(FaultRequest request, long sinceSetNanos) {
      return "it came "
          + sinceSetNanos / 1_000_000
          + " ms after the rule was set, not between "
          + from.toMillis()
          + " and "
          + to.toMillis()
          + " ms";
    }
  }

  /**
   * A condition of your own.
   *
   * @param predicate binary name of a {@link FaultPredicate} on the class path of the sandbox
   */
  record When(String predicate) implements RequestCondition {
    public When {
      Objects.requireNonNull(predicate, "predicate");
      if (!predicate.matches("[\\p{L}_$][\\p{L}\\p{N}_$.]*")) {
        throw new IllegalArgumentException("\"" + predicate + "\" is not the name of a class");
      }
    }

    /**
     * Creates the predicate.
     *
     * @throws IllegalArgumentException if the class cannot be used, with what to do
     */
    @Override
    public Criterion ready() {
      return new Asked(this, load());
    }

    @Override
    public boolean accepts(FaultRequest request, long sinceSetNanos) {
      return ready().accepts(request, sinceSetNanos);
    }

    @Override
    public String explain(FaultRequest request, long sinceSetNanos) {
      return RecordText.member(this) + " is false";
    }

    private FaultPredicate load() {
      try {
        Class<?> type =
            Class.forName(predicate, true, Thread.currentThread().getContextClassLoader());
        if (!FaultPredicate.class.isAssignableFrom(type)) {
          throw new IllegalArgumentException(
              "when: " + predicate + " does not implement " + FaultPredicate.class.getName());
        }
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true); // the class itself need not be public
        return (FaultPredicate) constructor.newInstance();
      } catch (ClassNotFoundException e) {
        throw new IllegalArgumentException(
            "when: there is no class " + predicate + " on the class path of the sandbox", e);
      } catch (InvocationTargetException e) {
        throw new IllegalArgumentException(
            "when: the constructor of " + predicate + " threw " + e.getCause(), e.getCause());
      } catch (ReflectiveOperationException | LinkageError e) {
        throw new IllegalArgumentException(
            "when: "
                + predicate
                + " cannot be constructed: make it a top-level or static class with a constructor"
                + " without parameters ("
                + e
                + ")",
            e);
      }
    }
  }

  /**
   * A predicate that was created. What it throws does not end the session; it is reported as the
   * reason why the rule did not match.
   */
  final class Asked implements Criterion {
    private final When condition;
    private final FaultPredicate predicate;
    private volatile Throwable thrown;

    private Asked(When condition, FaultPredicate predicate) {
      this.condition = condition;
      this.predicate = predicate;
    }

    @Override
    public boolean accepts(FaultRequest request, long sinceSetNanos) {
      try {
        return predicate.test(request);
      } catch (RuntimeException | LinkageError e) {
        thrown = e;
        return false;
      }
    }

    @Override
    public String explain(FaultRequest request, long sinceSetNanos) {
      return thrown == null
          ? condition.explain(request, 0)
          : RecordText.member(condition) + " threw " + thrown;
    }

    @Override
    public String label() {
      return condition.label();
    }
  }
}
