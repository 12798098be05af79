package org.fusefixture.internal.session.fault;

import org.fusefixture.internal.session.RequestInterceptor;
import org.fusefixture.internal.session.InterceptedRequest;
import java.nio.ByteBuffer;
import org.fusefixture.errno.Errno;
import org.fusefixture.fault.effect.Abort;
import org.fusefixture.fault.effect.Corrupt;
import org.fusefixture.fault.effect.Drop;
import org.fusefixture.fault.effect.Fail;
import org.fusefixture.fault.effect.Freeze;
import org.fusefixture.fault.effect.Kill;
import org.fusefixture.fault.effect.LimitHandles;
import org.fusefixture.fault.effect.Lose;
import org.fusefixture.fault.effect.NoSpace;
import org.fusefixture.fault.effect.Pause;
import org.fusefixture.fault.effect.Quota;
import org.fusefixture.fault.effect.Restart;
import org.fusefixture.fault.effect.ShortWrite;
import org.fusefixture.fault.effect.SnapshotEffect;
import org.fusefixture.fault.effect.StorageEffect;
import org.fusefixture.fault.effect.Tear;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.internal.serving.Dispatcher;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.engine.ActiveRules;
import org.fusefixture.internal.fault.engine.Candidates;
import org.fusefixture.internal.fault.engine.FaultEngine;
import org.fusefixture.internal.fault.engine.Hit;
import org.fusefixture.internal.fault.engine.ObservedRequest;
import org.fusefixture.internal.wire.ReplyFields;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.WriteRequest;

/**
 * The way of one request through the phases while rules are set:
 *
 * <pre>
 *   RECEIVED -> BEFORE_DISPATCH -> filesystem -> BEFORE_REPLY -> kernel -> AFTER_REPLY
 * </pre>
 *
 * At each phase the rules that hit are applied in the order in which they were set, until one has
 * answered or swallowed the request. One that makes it wait takes it out of the worker's hands, who
 * goes on with another.
 */
final class FaultyExchange implements RequestInterceptor {
  private static final long AS_ANSWERED = -1;

  private final InterceptedRequest exchange;
  private final Dispatcher dispatcher;
  private final SessionFaults faults;
  private final FaultEngine engine;
  private final FaultWaits waits;
  private final FaultTrace traced;
  private final FaultyReply answers;
  private final ObservedRequest observed;
  private final FaultEngine.Cursor cursor = new FaultEngine.Cursor();

  private ActiveRules rules;
  private Candidates candidates;
  private Opcode opcode;
  private Request request;
  private Reply reply;

  /** Bytes that the caller is told to have written, whatever the filesystem says. */
  private long acknowledged;

  FaultyExchange(InterceptedRequest exchange, SessionFaults faults, Dispatcher dispatcher) {
    this.exchange = exchange;
    this.faults = faults;
    this.dispatcher = dispatcher;
    traced = new FaultTrace(exchange);
    engine = faults.engine();
    waits = new FaultWaits(engine, exchange);
    observed = engine.newObservation();
    answers = new FaultyReply(exchange, faults, waits, observed);
  }

  @Override
  public boolean serve(Opcode kind, Request decoded, Reply open) {
    ActiveRules set = engine.active();
    if (set == null) { // taken back a moment ago
      dispatcher.dispatch(kind, exchange.unique(), decoded, open);
      return true;
    }
    faults.server().awaitThaw();
    engine.received(set, decoded);
    rules = set;
    opcode = kind;
    request = decoded;
    reply = open;
    acknowledged = AS_ANSWERED;
    candidates = set.select(observed, kind, exchange.unique(), exchange.nodeId(), decoded);
    if (candidates == null) {
      dispatcher.dispatch(kind, exchange.unique(), decoded, open);
      return true;
    }
    exchange.interceptReply(this);
    cursor.reset();
    return goOn(Phase.RECEIVED);
  }

  @Override
  public void answered(ByteBuffer message, int length) {
    if (acknowledged != AS_ANSWERED && !ReplyHeader.isError(message)) {
      ReplyFields.setCount(message, (int) acknowledged);
    }
    engine.answered(rules, opcode, exchange.unique(), request, message);
    answers.send(candidates, message, length);
  }

  @Override
  public boolean seesReply() {
    return candidates.hasAny(Phase.BEFORE_REPLY);
  }

  @Override
  public void replied(ByteBuffer message, int length) {
    answers.sent(candidates, message, length);
  }

  private boolean goOn(Phase from) {
    Phase phase = from;
    while (true) {
      Hit hit = traced.note(engine.next(candidates, phase, observed, null, 0, cursor), observed);
      if (hit == null && phase == Phase.BEFORE_DISPATCH) {
        dispatcher.dispatch(opcode, exchange.unique(), request, reply);
        return true;
      }
      if (hit == null) {
        phase = Phase.BEFORE_DISPATCH;
        cursor.reset();
      } else if (FaultWaits.isOne(hit.effect())) {
        if (!FaultThreads.isOne()) {
          handOver(hit, phase);
          return false;
        }
        waits.await(hit, observed.size());
      } else if (ends(hit)) {
        return true;
      }
    }
  }

  private void handOver(Hit hit, Phase phase) {
    faults
        .threads()
        .run(
            () ->
                exchange.serveElsewhere(
                    () -> {
                      waits.await(hit, observed.size());
                      goOn(phase);
                    }));
  }

  /** Applies an effect; whether the filesystem is not to see the request. */
  private boolean ends(Hit hit) {
    if (hit.effect() instanceof Fail fail) {
      return fail(fail.choose(hit.draw()));
    } else if (hit.effect() instanceof LimitHandles limit) {
      return fail(limit.errno());
    } else if (hit.effect() instanceof NoSpace) {
      return hit.amount() > 0 ? cut((int) hit.amount()) : fail(Errno.ENOSPC);
    } else if (hit.effect() instanceof Quota) {
      return hit.amount() > 0 ? cut((int) hit.amount()) : fail(Errno.EDQUOT);
    } else if (hit.effect() instanceof ShortWrite part) {
      return cut(part.bytes());
    } else if (hit.effect() instanceof Corrupt corrupt) {
      return corrupt(corrupt, hit.draw());
    } else if (hit.effect() instanceof Tear tear) {
      new TornWrite(exchange, dispatcher, (WriteRequest) request, (WriteReply) reply, tear).next();
      return true;
    } else if (hit.effect() instanceof Lose) {
      return lose();
    } else if (hit.effect() instanceof StorageEffect) {
      return below(hit);
    } else if (hit.effect() instanceof SnapshotEffect) {
      return !faults.snapshots().apply(hit) && opcode.hasReply() && fail(Errno.EIO);
    } else if (hit.effect() instanceof Drop) {
      return true;
    } else if (hit.effect() instanceof Freeze) {
      faults.server().freeze(hit);
      faults.server().awaitThaw();
      return false;
    } else if (hit.effect() instanceof Pause pause) {
      faults.server().pause(pause);
      return false;
    } else if (hit.effect() instanceof Kill || hit.effect() instanceof Restart) {
      faults.server().kill(hit.effect() instanceof Restart);
      return true;
    } else if (hit.effect() instanceof Abort) {
      faults.server().abort();
      return opcode.hasReply() && fail(Errno.ECONNABORTED);
    }
    throw new AssertionError(hit.effect() + " cannot happen at " + hit.phase());
  }

  /** The storage below the filesystem's cache fails. */
  private boolean below(Hit hit) {
    return switch (faults.storage().before(hit, request)) {
      case GOES_ON -> false;
      case SUCCEEDS -> lose();
      case FAILS -> fail(Errno.EIO);
    };
  }

  private boolean fail(Errno errno) {
    if (request instanceof WriteRequest write) {
      write.payload().discard();
    }
    reply.fail(errno);
    return true;
  }

  private boolean lose() {
    if (request instanceof WriteRequest write) {
      int size = write.size();
      write.payload().discard();
      ((WriteReply) reply).written(size);
    } else {
      ((EmptyReply) reply).ok();
    }
    return true;
  }

  /** The filesystem gets the first bytes only. */
  private boolean cut(int bytes) {
    WriteRequest write = (WriteRequest) request;
    if (bytes < write.size()) {
      write.attach(PayloadCopy.of(write.payload()).part(0, bytes));
      write.redirect(write.offset().bytes(), bytes);
    }
    return false;
  }

  private boolean corrupt(Corrupt corrupt, long draw) {
    WriteRequest write = (WriteRequest) request;
    int size = write.size();
    PayloadCopy copy = PayloadCopy.of(write.payload());
    int left = corrupt.damage().apply(copy.bytes(), draw);
    if (left == 0) {
      ((WriteReply) reply).written(size);
      return true;
    }
    write.attach(copy.part(0, left));
    if (left < size) {
      acknowledged = acknowledged == AS_ANSWERED ? size : acknowledged;
      write.redirect(write.offset().bytes(), left);
    }
    return false;
  }
}
