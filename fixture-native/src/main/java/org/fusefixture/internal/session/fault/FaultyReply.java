package org.fusefixture.internal.session.fault;

import org.fusefixture.internal.session.InterceptedRequest;
import java.nio.ByteBuffer;
import org.fusefixture.errno.Errno;
import org.fusefixture.fault.effect.Abort;
import org.fusefixture.fault.effect.Defect;
import org.fusefixture.fault.effect.Drop;
import org.fusefixture.fault.effect.Duplicate;
import org.fusefixture.fault.effect.Fail;
import org.fusefixture.fault.effect.FailAllocation;
import org.fusefixture.fault.effect.Freeze;
import org.fusefixture.fault.effect.Kill;
import org.fusefixture.fault.effect.LoseUnsynced;
import org.fusefixture.fault.effect.Malform;
import org.fusefixture.fault.effect.NotifyKernel;
import org.fusefixture.fault.effect.OverLong;
import org.fusefixture.fault.effect.Pause;
import org.fusefixture.fault.effect.Restart;
import org.fusefixture.fault.effect.SnapshotEffect;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.internal.fault.engine.Candidates;
import org.fusefixture.internal.fault.engine.FaultEngine;
import org.fusefixture.internal.fault.engine.Hit;
import org.fusefixture.internal.fault.engine.ObservedRequest;
import org.fusefixture.internal.fault.engine.ReplyChanges;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;

/** The last two phases of a request: what becomes of its reply. */
final class FaultyReply {
  private static final int SHORTENED_HEADER = 12;

  private final InterceptedRequest exchange;
  private final SessionFaults faults;
  private final FaultEngine engine;
  private final FaultWaits waits;
  private final FaultTrace traced;
  private final ObservedRequest observed;
  private final FaultEngine.Cursor cursor = new FaultEngine.Cursor();

  FaultyReply(
      InterceptedRequest exchange,
      SessionFaults faults,
      FaultWaits waits,
      ObservedRequest observed) {
    this.exchange = exchange;
    this.faults = faults;
    this.waits = waits;
    this.observed = observed;
    traced = new FaultTrace(exchange);
    engine = faults.engine();
  }

  /** BEFORE_REPLY, and the reply itself, unless it is dropped. */
  void send(Candidates candidates, ByteBuffer message, int length) {
    cursor.reset();
    goOn(candidates, message, length);
  }

  /** AFTER_REPLY. */
  void sent(Candidates candidates, ByteBuffer message, int length) {
    cursor.reset();
    Hit hit =
        traced.note(
            engine.next(candidates, Phase.AFTER_REPLY, observed, null, 0, cursor), observed);
    while (hit != null) {
      afterwards(hit, message, length);
      hit =
          traced.note(
              engine.next(candidates, Phase.AFTER_REPLY, observed, null, 0, cursor), observed);
    }
  }

  private void goOn(Candidates candidates, ByteBuffer message, int before) {
    int length = before;
    boolean sound = true;
    Hit shortage = null;
    Hit hit =
        traced.note(
            engine.next(candidates, Phase.BEFORE_REPLY, observed, message, length, cursor),
            observed);
    while (hit != null) {
      if (FaultWaits.isOne(hit.effect()) && !FaultThreads.isOne()) {
        handOver(candidates, hit, message, length);
        return;
      }
      if (FaultWaits.isOne(hit.effect())) {
        waits.await(hit, observed.size());
      } else if (ReplyChanges.changes(hit.effect())) {
        length = ReplyChanges.apply(hit, observed, message, length);
      } else if (hit.effect() instanceof Fail fail) {
        length = ReplyHeader.putError(message, fail.choose(hit.draw()));
      } else if (hit.effect() instanceof LoseUnsynced loss) {
        if (faults.storage().lose(loss, hit.draw()) == StorageFaults.Outcome.FAILS) {
          length = ReplyHeader.putError(message, Errno.EIO);
        }
      } else if (hit.effect() instanceof SnapshotEffect) {
        if (!faults.snapshots().apply(hit)) {
          length = ReplyHeader.putError(message, Errno.EIO);
        }
      } else if (hit.effect() instanceof OverLong more) {
        length = Math.min(message.capacity(), length + more.bytes());
        ReplyHeader.setLength(message, length);
        sound = false;
      } else if (hit.effect() instanceof Malform malform) {
        if (malform.defect() == Defect.BODY) {
          length = Math.max(ReplyHeader.SIZE, length - 1);
          ReplyHeader.setLength(message, length);
          sound = false;
        } else {
          malformed(malform.defect(), message, length);
          if (malform.abandoned()) {
            return;
          }
        }
      } else if (hit.effect() instanceof Drop) {
        return;
      } else if (hit.effect() instanceof FailAllocation) {
        shortage = hit;
      } else {
        toServer(hit);
      }
      hit =
          traced.note(
              engine.next(candidates, Phase.BEFORE_REPLY, observed, message, length, cursor),
              observed);
    }
    faults.allocations().during(shortage);
    try {
      exchange.deliver(message, length, sound);
    } finally {
      faults.allocations().over();
    }
  }

  private void handOver(Candidates candidates, Hit hit, ByteBuffer message, int length) {
    faults
        .threads()
        .run(
            () ->
                exchange.replyElsewhere(
                    () -> {
                      waits.await(hit, observed.size());
                      goOn(candidates, message, length);
                    }));
  }

  /** Sends a message that the kernel refuses, and leaves the reply as it was. */
  private void malformed(Defect defect, ByteBuffer message, int length) {
    int error = ReplyHeader.error(message);
    long unique = ReplyHeader.unique(message);
    int size = length;
    switch (defect) {
      case LENGTH -> ReplyHeader.setLength(message, length + 8);
      case ERROR -> ReplyHeader.setError(message, 5);
      case UNIQUE -> ReplyHeader.setUnique(message, unique + (1L << 40));
      case HEADER -> size = SHORTENED_HEADER;
      case BODY -> throw new AssertionError("is part of the reply");
    }
    exchange.sendUnsound(message, size);
    ReplyHeader.put(message, length, error, unique);
  }

  private void afterwards(Hit hit, ByteBuffer message, int length) {
    if (hit.effect() instanceof Duplicate duplicate) {
      for (int copy = 0; copy < duplicate.copies(); copy++) {
        exchange.sendUnsound(message, length);
      }
    } else if (hit.effect() instanceof LoseUnsynced loss) {
      faults.storage().lose(loss, hit.draw());
    } else if (hit.effect() instanceof SnapshotEffect) {
      faults.snapshots().apply(hit);
    } else if (hit.effect() instanceof NotifyKernel notice) {
      tell(notice);
    } else if (hit.effect() instanceof FailAllocation) {
      faults.allocations().atNextReceive(exchange, hit);
    } else if (hit.effect() instanceof Freeze) {
      faults.server().freeze(hit);
    } else {
      toServer(hit);
    }
  }

  private void toServer(Hit hit) {
    if (hit.effect() instanceof Freeze) {
      faults.server().freeze(hit);
      faults.server().awaitThaw();
    } else if (hit.effect() instanceof Pause pause) {
      faults.server().pause(pause);
    } else if (hit.effect() instanceof Kill || hit.effect() instanceof Restart) {
      faults.server().kill(hit.effect() instanceof Restart);
    } else if (hit.effect() instanceof Abort) {
      faults.server().abort();
    } else {
      throw new AssertionError(hit.effect() + " cannot happen at " + hit.phase());
    }
  }

  private void tell(NotifyKernel notice) {
    NodeId node = new NodeId(observed.nodeId());
    Offset offset = new Offset(observed.offset());
    int size = (int) Math.min(observed.size(), exchange.parameters().maxWrite());
    String name = observed.name();
    faults
        .server()
        .tell(
            notifier -> {
              switch (notice.notice()) {
                case INVALIDATE_INODE -> notifier.invalidateInode(node, Offset.ZERO, 0);
                case INVALIDATE_ENTRY -> notifier.invalidateEntry(node, FileName.of(name));
                case EXPIRE_ENTRY -> notifier.expireEntry(node, FileName.of(name));
                case STORE_ZEROS -> notifier.store(node, offset, ByteBuffer.allocate(size));
              }
            });
  }
}
