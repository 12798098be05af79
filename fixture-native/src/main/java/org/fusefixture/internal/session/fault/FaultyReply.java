package org.fusefixture.internal.session.fault;

import java.nio.ByteBuffer;
import org.fusefixture.errno.Errno;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.internal.fault.effect.FaultContext;
import org.fusefixture.internal.fault.effect.ReplyMessage;
import org.fusefixture.internal.fault.engine.Candidates;
import org.fusefixture.internal.fault.engine.Hit;
import org.fusefixture.internal.fault.engine.ObservedRequest;
import org.fusefixture.internal.session.InterceptedRequest;

/** The last two phases of a request, before and after its reply is sent. */
final class FaultyReply {
  private final InterceptedRequest exchange;
  private final SessionFaults faults;
  private final ObservedRequest observed;
  private final Hits before;
  private final Hits after;
  private final ReplyMessage reply = new ReplyMessage();
  private final ReplyAct act;
  private final AnsweredAct afterwards;

  FaultyReply(InterceptedRequest exchange, SessionFaults faults, ObservedRequest observed) {
    this.exchange = exchange;
    this.faults = faults;
    this.observed = observed;
    before = new Hits(faults.engine(), exchange, observed);
    after = new Hits(faults.engine(), exchange, observed);
    act = new ReplyAct();
    afterwards = new AnsweredAct();
  }

  /** BEFORE_REPLY, and the reply itself, unless it is dropped. */
  void send(Candidates candidates, ByteBuffer message, int length) {
    reply.of(message, length);
    act.start();
    before.start(candidates, Phase.BEFORE_REPLY);
    goOn();
  }

  /** AFTER_REPLY. */
  void sent(Candidates candidates, ByteBuffer message, int length) {
    reply.of(message, length);
    after.start(candidates, Phase.AFTER_REPLY);
    for (Hit hit = after.next(null); hit != null; hit = after.next(null)) {
      afterwards.begin(hit);
      hit.act(afterwards);
    }
  }

  private void goOn() {
    for (Hit hit = before.next(reply); hit != null; hit = before.next(reply)) {
      act.begin(hit);
      hit.act(act);
      if (act.dropped) {
        return;
      }
      if (act.needsThread()) {
        act.runInThread(() -> exchange.replyElsewhere(this::goOnHeld));
        return;
      }
      act.await();
    }
    if (act.shortage == null) {
      exchange.deliver(reply.bytes(), reply.length(), act.sound);
      return;
    }
    faults.allocations().during(act.shortage, act.failingAllocation);
    try {
      exchange.deliver(reply.bytes(), reply.length(), act.sound);
    } finally {
      faults.allocations().over();
    }
  }

  private void goOnHeld() {
    act.await();
    goOn();
  }

  /** What effects can do about the reply. */
  private final class ReplyAct extends FaultAct.Holding implements FaultContext.BeforeReply {
    private boolean dropped;
    private boolean sound;

    /** The hit by which an allocation fails while the reply is sent, or null. */
    private Hit shortage;

    private int failingAllocation;

    ReplyAct() {
      super(faults, exchange, observed);
    }

    void start() {
      dropped = false;
      sound = true;
      shortage = null;
    }

    @Override
    public ReplyMessage reply() {
      return reply;
    }

    @Override
    public void drop() {
      dropped = true;
    }

    @Override
    public void fail(Errno errno) {
      reply.fail(errno);
    }

    @Override
    public void sendExtra(int length) {
      exchange.sendUnsound(reply.bytes(), length);
    }

    @Override
    public void expectRefusal() {
      sound = false;
    }

    @Override
    public void failAllocation(int nth) {
      shortage = hit();
      failingAllocation = nth;
    }
  }

  /** What effects can do when the kernel has the reply. */
  private final class AnsweredAct extends FaultAct implements FaultContext.AfterReply {
    AnsweredAct() {
      super(faults, exchange, observed);
    }

    @Override
    public void sendAgain() {
      exchange.sendUnsound(reply.bytes(), reply.length());
    }

    @Override
    public void failAllocation(int nth) {
      faults.allocations().atNextReceive(exchange, hit(), nth);
    }
  }
}
