package org.fusefixture.internal.session.fault;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.effect.FailAllocation;
import org.fusefixture.internal.device.MessageSource;
import org.fusefixture.internal.fault.engine.Hit;
import org.fusefixture.internal.linux.AllocationFault;
import org.fusefixture.internal.session.InterceptedRequest;
import org.fusefixture.internal.splice.SplicePipe;

/**
 * Allocations of the kernel that fail while the session sends a reply or receives a request: an
 * {@link AllocationFault} around the one system call, and afterwards the word to the rule whether
 * anything failed.
 */
final class AllocationFaults {
  private static final long PATIENCE_NANOS = 1_000_000_000;
  private static final long PAUSE_NANOS = 100_000;

  /** A fault that is armed, and the hit that asked for it. */
  private record Armed(Hit hit, AllocationFault fault, String call, boolean mayWait) {}

  @SuppressWarnings("ThreadLocalUsage") // each session has its own
  private final ThreadLocal<Armed> current = new ThreadLocal<>();

  private final Map<Armed, Boolean> underWay = new ConcurrentHashMap<>();

  /** Refuses rules that this kernel cannot do. */
  void require(List<Rule> rules) {
    for (Rule rule : rules) {
      if (rule.effect() instanceof FailAllocation) {
        AllocationFault.obstacle()
            .ifPresent(
                why -> {
                  throw new IllegalArgumentException(rule + ": " + why);
                });
      }
    }
  }

  /** An allocation of the calling thread's next receive is to fail. */
  void atNextReceive(InterceptedRequest exchange, Hit hit) {
    boolean receives =
        exchange.receiveNextThrough(
            source -> {
              if (source instanceof FailingSource) {
                hit.miss("the next receive of its thread is hit already");
                return source;
              }
              return new FailingSource(source, hit);
            });
    if (!receives) {
      hit.miss(
          "it was answered by thread "
              + Thread.currentThread().getName()
              + ", which receives no requests");
    }
  }

  /** An allocation of the calling thread's next transfer is to fail, that of a reply; or none. */
  void during(Hit hit) {
    if (hit != null) {
      arm(hit, "the call that sends the reply", false);
    }
  }

  /** The transfer is over: tells the rule. */
  void over() {
    Armed armed = current.get();
    if (armed == null) {
      return;
    }
    current.remove();
    AllocationFault fault = armed.fault();
    try {
      if (fault.isInjected()) {
        armed.hit().confirm(describe(armed));
      } else {
        armed.hit().miss(explain(armed));
      }
    } finally {
      underWay.remove(armed);
      fault.close();
    }
  }

  /**
   * Waits until what became of replies, and what has failed by now, is in the receipts: a caller
   * may know how its call ended before the session does.
   */
  void settle() {
    long start = System.nanoTime();
    while (underWay.keySet().stream().anyMatch(armed -> !armed.mayWait() || armed.fault().isSpent())
        && System.nanoTime() - start < PATIENCE_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Takes back what has not failed yet, of all rules. */
  void cancel() {
    settle();
    underWay.keySet().forEach(armed -> armed.fault().cancel());
  }

  /** Takes back what has not failed yet, of one rule. */
  void cancel(String rule) {
    settle();
    underWay.keySet().stream()
        .filter(armed -> armed.hit().state().rule().name().equals(rule))
        .forEach(armed -> armed.fault().cancel());
  }

  /** Receives one message; an allocation fails meanwhile. */
  private final class FailingSource implements MessageSource {
    private final MessageSource source;
    private final Hit hit;

    FailingSource(MessageSource source, Hit hit) {
      this.source = source;
      this.hit = hit;
    }

    @Override
    public int receive(ByteBuffer target) {
      arm(hit, "the call that receives a request", true);
      try {
        return source.receive(target);
      } finally {
        over();
      }
    }

    @Override
    public int receive(SplicePipe pipe, int most) {
      arm(hit, "the call that receives a request", true);
      try {
        return source.receive(pipe, most);
      } finally {
        over();
      }
    }

    @Override
    public void abandon() {
      hit.miss("the session ended before its thread received another request");
    }
  }

  private void arm(Hit hit, String call, boolean mayWait) {
    int nth = ((FailAllocation) hit.effect()).nth();
    Armed armed = new Armed(hit, AllocationFault.armTransfer(nth), call, mayWait);
    current.set(armed);
    underWay.put(armed, true);
  }

  private static String describe(Armed armed) {
    List<String> site = armed.fault().site();
    return armed.call()
        + " returned "
        + armed.fault().error().map(Enum::toString).orElse(String.valueOf(armed.fault().result()))
        + (site.isEmpty() ? "" : ", " + String.join(" < ", site));
  }

  private static String explain(Armed armed) {
    AllocationFault fault = armed.fault();
    if (!fault.isEntered()) {
      return armed.call() + " never came";
    }
    if (fault.left() == 0) {
      return "the fault was taken back before " + armed.call() + " had allocated anything";
    }
    int nth = ((FailAllocation) armed.hit().effect()).nth();
    return armed.call() + " made " + (nth - fault.left()) + " allocations only, not " + nth;
  }
}
