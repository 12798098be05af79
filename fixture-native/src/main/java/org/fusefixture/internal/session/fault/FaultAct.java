package org.fusefixture.internal.session.fault;

import java.time.Duration;
import java.util.function.Consumer;
import org.fusefixture.fault.trigger.FaultRequest;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Notifier;
import org.fusefixture.internal.fault.effect.FaultContext;
import org.fusefixture.internal.fault.engine.FaultEngine;
import org.fusefixture.internal.fault.engine.Hit;
import org.fusefixture.internal.fault.engine.ObservedRequest;
import org.fusefixture.internal.session.InterceptedRequest;

/** What the effects of faults can do at any phase. One object serves one hit after the other. */
abstract class FaultAct implements FaultContext {
  private static final System.Logger LOG = System.getLogger(FaultAct.class.getName());

  private final SessionFaults faults;
  private final InterceptedRequest exchange;
  private final ObservedRequest observed;
  private Hit hit;

  FaultAct(SessionFaults faults, InterceptedRequest exchange, ObservedRequest observed) {
    this.faults = faults;
    this.exchange = exchange;
    this.observed = observed;
  }

  /** A rule hits. */
  void begin(Hit next) {
    hit = next;
  }

  Hit hit() {
    return hit;
  }

  @Override
  public FaultRequest request() {
    return observed;
  }

  @Override
  public long draw() {
    return hit.draw();
  }

  @Override
  public FuseFilesystem filesystem() {
    return faults.filesystem();
  }

  /** The caller has the reply at AFTER_REPLY, so that nothing is left to hold up. */
  @Override
  public void freezeServer() {
    faults.server().freeze(hit);
    if (hit.phase() != Phase.AFTER_REPLY) {
      faults.server().awaitThaw();
    }
  }

  @Override
  public void pauseServer(Duration limit) {
    faults.server().pause(limit);
  }

  @Override
  public void killServer(boolean restart) {
    faults.server().kill(restart);
  }

  @Override
  public void abortConnection() {
    faults.server().abort();
  }

  @Override
  public void tellKernel(Consumer<Notifier> notification) {
    faults.server().tell(notification);
  }

  @Override
  public int maxWrite() {
    return exchange.parameters().maxWrite();
  }

  @Override
  public void logFailure(RuntimeException cause) {
    LOG.log(System.Logger.Level.WARNING, "the fault " + hit.state().rule() + " failed", cause);
  }

  /**
   * While the caller waits. A request is held after its effect has acted, in a thread of its own,
   * so that it holds up no worker.
   */
  abstract static class Holding extends FaultAct implements FaultContext.Unanswered {
    private static final long REORDER_STEP_NANOS = 100_000;
    private static final Wait NONE = () -> {};

    private final FaultEngine engine;
    private final FaultThreads threads;
    private final InterceptedRequest exchange;
    private Wait wait = NONE;

    private interface Wait {
      void await() throws InterruptedException;
    }

    Holding(SessionFaults faults, InterceptedRequest exchange, ObservedRequest observed) {
      super(faults, exchange, observed);
      engine = faults.engine();
      threads = faults.threads();
      this.exchange = exchange;
    }

    /** Whether the request must go on in a thread that may wait. */
    boolean needsThread() {
      return wait != NONE && !FaultThreads.isOne();
    }

    /** Goes on in a thread that may wait. */
    void runInThread(Runnable task) {
      threads.run(task);
    }

    /** Waits as long as the effect said, if it said so. */
    void await() {
      Wait held = wait;
      wait = NONE;
      try {
        held.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the session ends
      }
    }

    @Override
    public void hold(long nanos) {
      holdUntil(engine.now() + nanos);
    }

    @Override
    public void holdUntilReleased(Duration limit) {
      holdUntil(limit.isZero() ? FaultEngine.FOREVER : engine.now() + limit.toNanos());
    }

    @Override
    public void holdInQueue(long serviceNanos) {
      holdUntil(hit().state().enqueue(serviceNanos, engine.now()));
    }

    @Override
    public void holdForReplies(int replies, Duration limit) {
      Hit held = hit();
      long start = exchange.repliesSent();
      long end = engine.now() + limit.toNanos();
      wait =
          () -> {
            boolean released = false;
            while (!released && exchange.repliesSent() < start + replies && engine.now() < end) {
              released = engine.await(held, Math.min(end, engine.now() + REORDER_STEP_NANOS));
            }
          };
    }

    private void holdUntil(long end) {
      Hit held = hit();
      wait = () -> engine.await(held, end);
    }
  }
}
