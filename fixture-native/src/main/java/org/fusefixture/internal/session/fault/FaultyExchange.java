package org.fusefixture.internal.session.fault;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.ToIntFunction;
import org.fusefixture.errno.Errno;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.effect.FaultContext;
import org.fusefixture.internal.fault.engine.ActiveRules;
import org.fusefixture.internal.fault.engine.Candidates;
import org.fusefixture.internal.fault.engine.FaultEngine;
import org.fusefixture.internal.fault.engine.Hit;
import org.fusefixture.internal.fault.engine.ObservedRequest;
import org.fusefixture.internal.serving.Dispatcher;
import org.fusefixture.internal.session.InterceptedRequest;
import org.fusefixture.internal.session.RequestInterceptor;
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
 * At each phase the rules that hit act in the order in which they were set, until one has answered
 * or dropped the request. A rule that holds the request takes it out of the hands of the worker,
 * which goes on with another request.
 */
final class FaultyExchange implements RequestInterceptor {
  private static final long AS_ANSWERED = -1;

  private final InterceptedRequest exchange;
  private final Dispatcher dispatcher;
  private final SessionFaults faults;
  private final FaultEngine engine;
  private final ObservedRequest observed;
  private final Hits hits;
  private final RequestAct act;
  private final FaultyReply answers;

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
    engine = faults.engine();
    observed = engine.newObservation();
    hits = new Hits(engine, exchange, observed);
    act = new RequestAct();
    answers = new FaultyReply(exchange, faults, observed);
  }

  @Override
  public boolean serve(Opcode kind, Request decoded, Reply open) {
    ActiveRules set = engine.active();
    if (set == null) { // removed a moment ago
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
    hits.start(candidates, Phase.RECEIVED);
    return goOn();
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

  /** As {@link #serve}, from the next hit on. */
  private boolean goOn() {
    while (true) {
      Hit hit = hits.next(null);
      if (hit == null && hits.phase() == Phase.BEFORE_DISPATCH) {
        dispatcher.dispatch(opcode, exchange.unique(), request, reply);
        return true;
      }
      if (hit == null) {
        hits.start(candidates, Phase.BEFORE_DISPATCH);
        continue;
      }
      act.begin(hit);
      hit.act(act);
      if (act.ended) {
        return true;
      }
      if (act.needsThread()) {
        act.runInThread(() -> exchange.serveElsewhere(this::goOnHeld));
        return false;
      }
      act.await();
    }
  }

  private void goOnHeld() {
    act.await();
    goOn();
  }

  /** What effects can do about the request. */
  private final class RequestAct extends FaultAct.Holding implements FaultContext.BeforeDispatch {
    /** Whether the filesystem does not get the request. */
    private boolean ended;

    RequestAct() {
      super(faults, exchange, observed);
    }

    @Override
    void begin(Hit next) {
      super.begin(next);
      ended = false;
    }

    @Override
    public long admitted() {
      return hit().admitted();
    }

    @Override
    public void drop() {
      ended = true;
    }

    @Override
    public void fail(Errno errno) {
      ended = true;
      if (request instanceof WriteRequest write) {
        write.payload().discard();
      }
      reply.fail(errno);
    }

    @Override
    public void acknowledgeOnly() {
      ended = true;
      if (request instanceof WriteRequest write) {
        int size = write.size();
        write.payload().discard();
        ((WriteReply) reply).written(size);
      } else {
        ((EmptyReply) reply).ok();
      }
    }

    @Override
    public void cut(int bytes) {
      WriteRequest write = (WriteRequest) request;
      if (bytes < write.size()) {
        write.attach(PayloadCopy.of(write.payload()).part(0, bytes));
        write.redirect(write.offset().bytes(), bytes);
      }
    }

    @Override
    public void changePayload(ToIntFunction<ByteBuffer> change) {
      WriteRequest write = (WriteRequest) request;
      int size = write.size();
      PayloadCopy copy = PayloadCopy.of(write.payload());
      int left = change.applyAsInt(copy.bytes());
      if (left == 0) {
        ended = true;
        ((WriteReply) reply).written(size);
        return;
      }
      write.attach(copy.part(0, left));
      if (left < size) {
        acknowledged = acknowledged == AS_ANSWERED ? size : acknowledged;
        write.redirect(write.offset().bytes(), left);
      }
    }

    @Override
    public void writeParts(int parts, List<Integer> keep) {
      ended = true;
      WriteRequest write = (WriteRequest) request;
      new TornWrite(exchange, dispatcher, write, (WriteReply) reply, parts, keep).next();
    }
  }
}
