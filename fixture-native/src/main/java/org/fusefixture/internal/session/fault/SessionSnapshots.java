package org.fusefixture.internal.session.fault;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.effect.RollBack;
import org.fusefixture.fault.effect.SnapshotEffect;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Notifier;
import org.fusefixture.filesystem.Snapshots;
import org.fusefixture.internal.fault.engine.Hit;
import org.fusefixture.protocol.Offset;

/** States that a filesystem is taken back to, if it can be. */
public final class SessionSnapshots {
  private static final System.Logger LOG = System.getLogger(SessionSnapshots.class.getName());

  private final FuseFilesystem filesystem;
  private final Consumer<Consumer<Notifier>> later;
  private volatile Notifier notifier;

  /**
   * @param later sends notifications from a thread that serves no request
   */
  SessionSnapshots(FuseFilesystem filesystem, Consumer<Consumer<Notifier>> later) {
    this.filesystem = filesystem;
    this.later = later;
  }

  void connect(Notifier to) {
    notifier = to;
  }

  /**
   * Keeps the present state.
   *
   * @throws IllegalArgumentException if the filesystem cannot
   */
  public void take(String name) {
    require().takeSnapshot(name);
  }

  /**
   * Goes back to a state, and returns when the kernel has forgotten what it had cached.
   *
   * @throws IllegalArgumentException if the filesystem cannot
   * @throws NoSuchElementException if there is no such state
   */
  public void rollBack(String name) {
    forget(require().rollBack(name), notifier);
  }

  /** Refuses rules that this filesystem cannot have. */
  void require(List<Rule> rules) {
    for (Rule rule : rules) {
      if (rule.effect() instanceof SnapshotEffect && !(filesystem instanceof Snapshots)) {
        throw new IllegalArgumentException(rule + ": " + refusal());
      }
    }
  }

  /** Does what a rule says; false if that cannot be done. */
  boolean apply(Hit hit) {
    SnapshotEffect effect = (SnapshotEffect) hit.effect();
    try {
      if (effect instanceof RollBack) {
        List<Snapshots.Stale> stale = require().rollBack(effect.name());
        later.accept(to -> forget(stale, to));
      } else {
        take(effect.name());
      }
      return true;
    } catch (ErrnoException | IllegalStateException | NoSuchElementException e) {
      LOG.log(System.Logger.Level.WARNING, hit.state().rule() + " failed", e);
      return false;
    }
  }

  private Snapshots require() {
    if (filesystem instanceof Snapshots snapshots) {
      return snapshots;
    }
    throw new IllegalArgumentException(refusal());
  }

  private String refusal() {
    return filesystem.getClass().getName()
        + " cannot go back to an earlier state, as it does not implement "
        + Snapshots.class.getName();
  }

  private static void forget(List<Snapshots.Stale> stale, Notifier to) {
    for (Snapshots.Stale item : stale) {
      try {
        item.name()
            .ifPresentOrElse(
                name -> to.invalidateEntry(item.node(), name),
                () -> to.invalidateInode(item.node(), Offset.ZERO, 0));
      } catch (ErrnoException e) { // what the kernel does not know, it need not forget
        LOG.log(System.Logger.Level.DEBUG, "the kernel does not want the notification", e);
      }
    }
  }
}
