package org.fusefixture.internal.fault.effect;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.filesystem.Snapshots;

/** Effects that keep a state of the filesystem, or go back to one. */
public sealed interface SnapshotEffects extends FaultEffect {
  /** Does it, in a filesystem that can. */
  void act(Snapshots snapshots, FaultContext context);

  @Override
  default Optional<String> refusal(Opcode opcode, Phase phase) {
    return Checks.ifReached(opcode, phase);
  }

  @Override
  default Optional<String> unmetNeed(ServerSupport server) {
    return unmetNeed(server.filesystem());
  }

  /** Why a filesystem cannot keep states; empty if it can. */
  static Optional<String> unmetNeed(FuseFilesystem filesystem) {
    return filesystem instanceof Snapshots
        ? Optional.empty()
        : Optional.of(
            filesystem.getClass().getName()
                + " cannot go back to an earlier state, as it does not implement "
                + Snapshots.class.getName());
  }

  @Override
  default Acts acts() {
    return new Acts()
        .beforeDispatch(this::actOrFail)
        .received(this::actOrFail)
        .beforeReply(this::actOrFail)
        .afterReply(this::succeeds);
  }

  private void actOrFail(FaultContext.Unanswered context) {
    if (!succeeds(context) && context.request().opcode().hasReply()) {
      context.fail(Errno.EIO);
    }
  }

  private boolean succeeds(FaultContext context) {
    try {
      act((Snapshots) context.filesystem(), context);
      return true;
    } catch (ErrnoException | IllegalStateException | NoSuchElementException e) {
      context.logFailure(e);
      return false;
    }
  }

  /**
   * The present state of the filesystem is kept under a name, and replaces an earlier one of that
   * name. Before the request is dispatched the state is without it, before the reply with it.
   *
   * @param name name of the state
   */
  record TakeSnapshot(String name) implements SnapshotEffects {
    public TakeSnapshot {
      requireName(name);
    }

    @Override
    public void act(Snapshots snapshots, FaultContext context) {
      snapshots.takeSnapshot(name);
    }
  }

  /**
   * The filesystem goes back to a state that was kept: all that was acknowledged since is lost. The
   * kernel is told what to forget, which takes a moment longer than the request. If there is no
   * such state, the request fails with EIO.
   *
   * @param name name of the state
   */
  record RollBack(String name) implements SnapshotEffects {
    public RollBack {
      requireName(name);
    }

    @Override
    public void act(Snapshots snapshots, FaultContext context) {
      List<Snapshots.Stale> stale = snapshots.rollBack(name);
      context.tellKernel(kernel -> kernel.invalidate(stale));
    }
  }

  private static void requireName(String name) {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("no snapshot is named; give a name, for example a");
    }
  }
}
