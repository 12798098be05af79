package org.fusefixture.internal.session.fault;

import org.fusefixture.internal.session.InterceptedRequest;
import org.fusefixture.fault.effect.Delay;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.effect.Hang;
import org.fusefixture.fault.effect.Reorder;
import org.fusefixture.fault.effect.Throttle;
import org.fusefixture.internal.fault.engine.FaultEngine;
import org.fusefixture.internal.fault.engine.Hit;

/** Effects that hold a request up. */
final class FaultWaits {
  private static final long REORDER_STEP_NANOS = 100_000;

  private final FaultEngine engine;
  private final InterceptedRequest exchange;

  FaultWaits(FaultEngine engine, InterceptedRequest exchange) {
    this.engine = engine;
    this.exchange = exchange;
  }

  static boolean isOne(Effect effect) {
    return effect instanceof Delay
        || effect instanceof Hang
        || effect instanceof Throttle
        || effect instanceof Reorder;
  }

  /** Waits in the calling thread, as long as the effect says. */
  void await(Hit hit, long bytes) {
    try {
      long now = engine.now();
      if (hit.effect() instanceof Delay delay) {
        engine.await(hit, now + delay.nanos(hit.draw()));
      } else if (hit.effect() instanceof Hang hang) {
        engine.await(
            hit, hang.limit().isZero() ? FaultEngine.FOREVER : now + hang.limit().toNanos());
      } else if (hit.effect() instanceof Throttle) {
        engine.await(hit, hit.state().occupy(bytes, now));
      } else if (hit.effect() instanceof Reorder reorder) {
        overtaken(hit, reorder, now);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the session ends
    }
  }

  private void overtaken(Hit hit, Reorder reorder, long start) throws InterruptedException {
    long replies = exchange.repliesSent() + reorder.behind();
    long end = start + reorder.limit().toNanos();
    boolean released = false;
    while (!released && exchange.repliesSent() < replies && engine.now() < end) {
      released = engine.await(hit, Math.min(end, engine.now() + REORDER_STEP_NANOS));
    }
  }
}
