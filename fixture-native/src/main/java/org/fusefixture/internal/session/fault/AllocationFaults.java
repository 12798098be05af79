package org.fusefixture.internal.session.fault;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.fusefixture.internal.device.MessageSource;
import org.fusefixture.internal.fault.engine.Hit;
import org.fusefixture.internal.linux.AllocationFault;
import org.fusefixture.internal.session.InterceptedRequest;
import org.fusefixture.internal.splice.SplicePipe;

/**
 * Allocations of the kernel that fail while the session sends a reply or receives a request: an
 * {@link AllocationFault} surrounds the one system call, and afterwards the rule learns whether
 * anything failed.
 */
final class AllocationFaults {
  private static final long PATIENCE_NANOS = 1_000_000_000;
  private static final long PAUSE_NANOS = 100_000;

  /** A fault that is armed, and the hit that asked for it. */
  private record Armed(Hit hit, int nth, AllocationFault fault, String call, boolean mayWait) {}

  @SuppressWarnings("ThreadLocalUsage") // each session has its own
  private final ThreadLocal<Armed> current = new ThreadLocal<>();

  private final Map<Armed, Boolean> underWay = new ConcurrentHashMap<>();

  /** An allocation fails in the call by which the calling thread receives its next request. */
  void atNextReceive(InterceptedRequest exchange, Hit hit, int nth) {
    boolean receives =
        exchange.receiveNextThrough(
            source -> {
              if (source instanceof FailingSource) {
                hit.miss("the next receive of its thread is hit already");
                return source;
              }
              return new FailingSource(source, hit, nth);
            });
    if (!receives) {
      hit.miss(
          "it was answered by thread "
              + Thread.currentThread().getName()
              + ", which receives no requests");
    }
  }

  /** An allocation fails in the calling thread's next transfer, which is that of a reply. */
  void during(Hit hit, int nth) {
    arm(hit, nth, "the call that sends the reply", false);
  }

  /** The transfer is over: the rule learns whether it has fired. */
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
   * Waits until the receipts have what became of replies, and what has failed by now: a caller may
   * know how its call ended before the session does.
   */
  void settle() {
    long start = System.nanoTime();
    while (underWay.keySet().stream().anyMatch(armed -> !armed.mayWait() || armed.fault().isSpent())
        && System.nanoTime() - start < PATIENCE_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Cancels what has not failed yet, of all rules. */
  void cancel() {
    settle();
    underWay.keySet().forEach(armed -> armed.fault().cancel());
  }

  /** Cancels what has not failed yet, of one rule. */
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
    private final int nth;

    FailingSource(MessageSource source, Hit hit, int nth) {
      this.source = source;
      this.hit = hit;
      this.nth = nth;
    }

    @Override
    public int receive(ByteBuffer target) {
      arm(hit, nth, "the call that receives a request", true);
      try {
        return source.receive(target);
      } finally {
        over();
      }
    }

    @Override
    public int receive(SplicePipe pipe, int most) {
      arm(hit, nth, "the call that receives a request", true);
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

  private void arm(Hit hit, int nth, String call, boolean mayWait) {
    Armed armed = new Armed(hit, nth, AllocationFault.armTransfer(nth), call, mayWait);
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
      return "the fault was cancelled before " + armed.call() + " had allocated anything";
    }
    int made = armed.nth() - fault.left();
    return armed.call() + " made " + made + " allocations only, not " + armed.nth();
  }
}
