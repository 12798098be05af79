package org.fusefixture.internal.session.fault;

import java.util.List;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.effect.FailFsync;
import org.fusefixture.fault.effect.LoseUnsynced;
import org.fusefixture.fault.effect.Power;
import org.fusefixture.fault.effect.StorageEffect;
import org.fusefixture.fault.effect.TornOp;
import org.fusefixture.fault.effect.TornSeq;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.fault.engine.Hit;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.WriteRequest;
import org.fusefixture.storage.FaultyStorage;

/** Faults below the cache of a filesystem, for one that can be made to have them. */
final class StorageFaults {
  private static final System.Logger LOG = System.getLogger(StorageFaults.class.getName());

  /** How a request goes on. */
  enum Outcome {
    /** As if nothing had happened. */
    GOES_ON,
    /** It is answered with success, and the filesystem does not see it. */
    SUCCEEDS,
    /** It is answered with EIO. */
    FAILS
  }

  private final FuseFilesystem filesystem;

  StorageFaults(FuseFilesystem filesystem) {
    this.filesystem = filesystem;
  }

  /** Refuses rules that this filesystem cannot have. */
  void require(List<Rule> rules) {
    for (Rule rule : rules) {
      if (rule.effect() instanceof StorageEffect && !(filesystem instanceof FaultyStorage)) {
        throw new IllegalArgumentException(
            rule
                + ": "
                + filesystem.getClass().getName()
                + " has no cache that could be lost, as it is no "
                + FaultyStorage.class.getName()
                + "; mount org.fusefixture.internal.backing.FaultyDirectory, and put it on that");
      }
    }
  }

  /** Does what a rule says before the request is done. */
  Outcome before(Hit hit, Request request) {
    FaultyStorage storage = (FaultyStorage) filesystem;
    NodeId node = request.nodeId();
    try {
      if (hit.effect() instanceof LoseUnsynced loss) {
        return lose(loss, hit.draw());
      } else if (hit.effect() instanceof TornOp torn) {
        storage.tearWrite((WriteRequest) request, torn.parts(), torn.persist());
      } else if (hit.effect() instanceof TornSeq torn) {
        storage.tearSequence(node, torn.persist());
      } else if (hit.effect() instanceof FailFsync failure) {
        boolean told = storage.failFsync(node, failure.as(), failure.from(), failure.to());
        return told ? Outcome.FAILS : Outcome.SUCCEEDS;
      } else {
        throw new AssertionError(hit.effect() + " is no effect on a storage");
      }
    } catch (ErrnoException | IllegalStateException e) {
      LOG.log(System.Logger.Level.WARNING, hit.state().rule() + " failed", e);
    }
    return Outcome.FAILS;
  }

  /** As {@link #before}, when the request is done. */
  Outcome lose(LoseUnsynced loss, long draw) {
    boolean cut = loss.power() == Power.CUT;
    ((FaultyStorage) filesystem).loseUnsynced(loss.survivingPercent(), draw, cut);
    return cut ? Outcome.FAILS : Outcome.GOES_ON;
  }
}
