package org.fusefixture.internal.fault.effect;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.fault.effect.Power;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.request.WriteRequest;
import org.fusefixture.storage.FaultyStorage;
import org.fusefixture.storage.FsyncAftermath;

/**
 * Effects below the filesystem's cache, for a filesystem that is a {@link FaultyStorage}, such as
 * the faulty backing directory.
 */
public sealed interface StorageEffects extends FaultEffect {
  /** How a request goes on. */
  enum Outcome {
    /** As if nothing had happened. */
    GOES_ON,
    /** It is answered with success, and the filesystem does not see it. */
    SUCCEEDS,
    /** It is answered with EIO. */
    FAILS
  }

  /** Does it. */
  Outcome act(FaultyStorage storage, FaultContext context);

  @Override
  default Optional<String> unmetNeed(ServerSupport server) {
    return server.filesystem() instanceof FaultyStorage
        ? Optional.empty()
        : Optional.of(
            server.filesystem().getClass().getName()
                + " has no cache that could be lost, as it does not implement "
                + FaultyStorage.class.getName()
                + "; mount org.fusefixture.backing.FaultyDirectory, and put it on that");
  }

  @Override
  default Acts acts() {
    return new Acts().beforeDispatch(this::actBefore);
  }

  /** Does it before the filesystem sees the request. */
  private void actBefore(FaultContext.BeforeDispatch context) {
    switch (outcome(context)) {
      case GOES_ON -> {}
      case SUCCEEDS -> context.acknowledgeOnly();
      case FAILS -> context.fail(Errno.EIO);
    }
  }

  /** Does it; a storage that cannot is logged, and fails the request. */
  default Outcome outcome(FaultContext context) {
    try {
      return act((FaultyStorage) context.filesystem(), context);
    } catch (ErrnoException | IllegalStateException e) {
      context.logFailure(e);
      return Outcome.FAILS;
    }
  }

  /**
   * The storage loses what was not synced, before the request is done, or after.
   *
   * @param power what happens to calls afterwards; CUT if it is not given
   * @param survivingPercent chance of each page, and of the changes of metadata as a whole, to have
   *     reached the disk before; from 0 to 99
   */
  record LoseUnsynced(Power power, int survivingPercent) implements StorageEffects {
    public LoseUnsynced {
      power = power == null ? Power.CUT : power;
      if (survivingPercent < 0 || survivingPercent > 99) {
        throw new IllegalArgumentException(
            "surviving-percent (" + survivingPercent + ") must be from 0 to 99");
      }
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return Checks.answered(opcode);
    }

    @Override
    public Acts acts() {
      return StorageEffects.super
          .acts()
          .beforeReply(
              context -> {
                if (outcome(context) == Outcome.FAILS) {
                  context.fail(Errno.EIO);
                }
              })
          .afterReply(this::outcome);
    }

    @Override
    public Outcome act(FaultyStorage storage, FaultContext context) {
      boolean cut = power == Power.CUT;
      storage.loseUnsynced(survivingPercent, context.draw(), cut);
      return cut ? Outcome.FAILS : Outcome.GOES_ON;
    }
  }

  /**
   * The power fails during a write: some of its parts are on the disk, and nothing else that was
   * not synced. The caller gets EIO. As torn-op of LazyFS.
   *
   * @param parts number of parts of the same size, except the last
   * @param persist the parts that are on the disk, counted from 1
   */
  record TornWriteAtPowerCut(int parts, List<Integer> persist) implements StorageEffects {
    private static final Set<Opcode> OPCODES = EnumSet.of(Opcode.WRITE);

    public TornWriteAtPowerCut {
      Checks.requireParts(parts);
      persist = Checks.places("part", persist, parts);
      requirePersisted(persist, "parts");
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return Checks.only(OPCODES, opcode, "writes no payload that could be torn");
    }

    @Override
    public Outcome act(FaultyStorage storage, FaultContext context) {
      storage.tearWrite((WriteRequest) context.request().request(), parts, persist);
      return Outcome.FAILS;
    }
  }

  /**
   * The power fails when a sequence of writes to a file ends, before the request that ends it is
   * done: of the writes since the file was last synced, some are on the disk, and nothing else that
   * was not synced. The caller gets EIO. As torn-seq of LazyFS; {@code nth: 2} on FSYNC is its
   * occurrence 2.
   *
   * @param persist the writes that are on the disk, counted from 1 to 64
   */
  record TornSequenceAtPowerCut(List<Integer> persist) implements StorageEffects {
    /** How many writes of a sequence a storage tells apart. */
    public static final int MOST = 64;

    private static final Set<Opcode> OPCODES =
        EnumSet.of(Opcode.WRITE, Opcode.FSYNC, Opcode.FLUSH, Opcode.FALLOCATE, Opcode.SETATTR);

    public TornSequenceAtPowerCut {
      persist = Checks.places("write", persist, MOST);
      requirePersisted(persist, "writes");
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return Checks.only(OPCODES, opcode, "ends no sequence of writes to a file");
    }

    @Override
    public Outcome act(FaultyStorage storage, FaultContext context) {
      storage.tearSequence(new NodeId(context.request().nodeId()), persist);
      return Outcome.FAILS;
    }
  }

  /**
   * Data of a file cannot be written when it is synced, with all that follows from it in a real
   * filesystem, as in CuttleFS. On other filesystems use {@link Fail}, which has no after-effects.
   *
   * @param as the filesystem whose after-effects follow
   * @param from first byte whose page cannot be written
   * @param to first byte after them; 0 for the end of the file
   */
  record FailFsync(FsyncAftermath as, long from, long to) implements StorageEffects {
    private static final Set<Opcode> OPCODES = EnumSet.of(Opcode.FSYNC);

    public FailFsync {
      Objects.requireNonNull(as, "no filesystem is given; name one, for example EXT4_ORDERED");
      Checks.requireNotNegative("from", from);
      if (to != 0 && to <= from) {
        throw new IllegalArgumentException(
            "to (" + to + ") must be greater than from (" + from + "), or 0 for the end of file");
      }
    }

    @Override
    public Optional<String> refusal(Opcode opcode, Phase phase) {
      return Checks.only(OPCODES, opcode, "syncs no file");
    }

    @Override
    public Outcome act(FaultyStorage storage, FaultContext context) {
      NodeId file = new NodeId(context.request().nodeId());
      return storage.failFsync(file, as, from, to) ? Outcome.FAILS : Outcome.SUCCEEDS;
    }
  }

  private static void requirePersisted(List<Integer> persist, String what) {
    if (persist.isEmpty()) {
      throw new IllegalArgumentException(
          "no " + what + " persist; name those that do, or use lose-unsynced");
    }
  }
}
