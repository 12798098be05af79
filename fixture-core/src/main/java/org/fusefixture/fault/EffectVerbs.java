package org.fusefixture.fault;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.fault.effect.Damage;
import org.fusefixture.fault.effect.Defect;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.effect.Notice;
import org.fusefixture.fault.effect.Power;
import org.fusefixture.internal.fault.effect.DataEffects;
import org.fusefixture.internal.fault.effect.Fail;
import org.fusefixture.internal.fault.effect.FailAllocation;
import org.fusefixture.internal.fault.effect.LimitEffects;
import org.fusefixture.internal.fault.effect.ListingEffects;
import org.fusefixture.internal.fault.effect.NotifyKernel;
import org.fusefixture.internal.fault.effect.ReplyEffects;
import org.fusefixture.internal.fault.effect.ServerEffects;
import org.fusefixture.internal.fault.effect.SnapshotEffects;
import org.fusefixture.internal.fault.effect.StorageEffects;
import org.fusefixture.internal.fault.effect.TimingEffects;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.protocol.Offset;
import org.fusefixture.storage.FsyncAftermath;

/**
 * The verbs that end a rule, one for each effect.
 *
 * @param <R> what becomes of the finished rule
 */
abstract class EffectVerbs<R> {
  /** Ends the rule. */
  abstract R effect(Effect effect);

  /** The request fails with an error; of several errors one is drawn for each request. */
  public R fail(Errno first, Errno... more) {
    Map<Errno, Integer> weights = new EnumMap<>(Errno.class);
    weights.put(first, 1);
    for (Errno errno : more) {
      weights.put(errno, 1);
    }
    return fail(weights);
  }

  /** The request fails with an error, drawn by weight. */
  public R fail(Map<Errno, Integer> weights) {
    return effect(new Fail(weights));
  }

  /** The request is held up for a time. */
  public R delay(Duration by) {
    return delay(by, Duration.ZERO);
  }

  /** The request is held up for a time, to which up to {@code jitter} is added at random. */
  public R delay(Duration by, Duration jitter) {
    return effect(new TimingEffects.Delay(by, jitter));
  }

  /** The request is held until the rule is released, removed or reset. */
  public R hang() {
    return effect(new TimingEffects.Hang(Duration.ZERO));
  }

  /** Requests are served one after the other, at most so many bytes in a second. */
  public R throttle(ByteSize perSecond) {
    return effect(new TimingEffects.Throttle(perSecond.bytes(), 0));
  }

  /** Requests are served one after the other, at most so many in a second. */
  public R throttleOperations(long operationsPerSecond) {
    return effect(new TimingEffects.Throttle(0, operationsPerSecond));
  }

  /** Nobody answers: the reply is lost, or before the filesystem the request. */
  public R drop() {
    return effect(new ReplyEffects.Drop());
  }

  /** The reply is sent twice. */
  public R duplicate() {
    return effect(new ReplyEffects.Duplicate(1));
  }

  /** So many later replies overtake the reply. */
  public R reorder(int behind) {
    return effect(new TimingEffects.Reorder(behind, Duration.ZERO));
  }

  /** The kernel gets a reply that breaks the protocol. */
  public R malform(Defect defect) {
    return effect(new ReplyEffects.Malform(defect, false));
  }

  /** The reply has more bytes than the kernel accepts. */
  public R overLong(int bytes) {
    return effect(new ReplyEffects.OverLong(bytes));
  }

  /** At most so many bytes are read. */
  public R shortRead(int bytes) {
    return effect(new DataEffects.ShortRead(bytes));
  }

  /** At most so many bytes are written, and the caller is told so. */
  public R shortWrite(int bytes) {
    return effect(new DataEffects.ShortWrite(bytes));
  }

  /** The payload of a WRITE, or the data of a reply, is damaged. */
  public R corrupt(Damage damage) {
    return effect(new DataEffects.Corrupt(damage));
  }

  /** Of the parts of a WRITE only some are written, counted from 1; all of it is acknowledged. */
  public R tornWrite(int parts, Integer... keep) {
    return effect(new DataEffects.TornWrite(parts, List.of(keep)));
  }

  /** The request is acknowledged, and the filesystem never sees it. */
  public R acknowledgeOnly() {
    return effect(new DataEffects.AcknowledgeOnly());
  }

  /** The device is full after so many bytes were written. */
  public R noSpace(ByteSize space) {
    return effect(new LimitEffects.NoSpace(space.bytes()));
  }

  /** Each user may write so many bytes. */
  public R quota(ByteSize space) {
    return effect(new LimitEffects.Quota(space.bytes()));
  }

  /** At most so many handles are open at a time. */
  public R limitHandles(int most) {
    return effect(new LimitEffects.LimitHandles(most, Errno.EMFILE));
  }

  /** Attributes are answered with other values. */
  public R override(AttributeOverrides attributes) {
    return effect(attributes.effect());
  }

  /** The sizes of the filesystem are answered with other values. */
  public R override(StatisticsOverrides statistics) {
    return effect(statistics.effect());
  }

  /** The entries of a listing come in another order. */
  public R shuffleEntries() {
    return effect(new ListingEffects.ShuffleEntries());
  }

  /** Listings have entries that do not exist. */
  public R addEntries(String... names) {
    return effect(new ListingEffects.AddEntries(List.of(names)));
  }

  /** Listings lack the entries that match a glob. */
  public R hideEntries(String glob) {
    return effect(new ListingEffects.HideEntries(glob));
  }

  /** The kernel is told of a change that did not happen. */
  public R notifyKernel(Notice notice) {
    return effect(new NotifyKernel(notice));
  }

  /** The server serves no request until the rule is released, removed or reset. */
  public R freeze() {
    return effect(new ServerEffects.Freeze());
  }

  /** The server process gets SIGKILL. */
  public R kill() {
    return effect(new ServerEffects.Kill());
  }

  /** The server process gets SIGKILL, and another one takes its place. */
  public R restart() {
    return effect(new ServerEffects.Restart());
  }

  /** The server process gets SIGSTOP, until the rule is released, removed or reset. */
  public R pause() {
    return pause(Duration.ZERO);
  }

  /** The server process gets SIGSTOP, and SIGCONT after a time. */
  public R pause(Duration limit) {
    return effect(new ServerEffects.Pause(limit));
  }

  /** The state of the filesystem is kept under a name. */
  public R takeSnapshot(String snapshot) {
    return effect(new SnapshotEffects.TakeSnapshot(snapshot));
  }

  /** The filesystem goes back to a state that was kept. */
  public R rollBack(String snapshot) {
    return effect(new SnapshotEffects.RollBack(snapshot));
  }

  /** The connection is aborted. */
  public R abort() {
    return effect(new ServerEffects.Abort());
  }

  /** One allocation of the kernel fails in a call of the session, counted from 1. */
  public R failAllocation(int nth) {
    return effect(new FailAllocation(nth));
  }

  /** The storage loses what was not synced, and its power is cut. */
  public R loseUnsynced() {
    return loseUnsynced(Power.CUT, 0);
  }

  /** The storage loses what was not synced, except what survives with the chance that is given. */
  public R loseUnsynced(Power power, int survivingPercent) {
    return effect(new StorageEffects.LoseUnsynced(power, survivingPercent));
  }

  /** The power fails during a write, some parts of which are on the disk, counted from 1. */
  public R tornWriteAtPowerCut(int parts, Integer... persist) {
    return effect(new StorageEffects.TornWriteAtPowerCut(parts, List.of(persist)));
  }

  /** The power fails after a sequence of writes, some of which are on the disk, from 1. */
  public R tornSequenceAtPowerCut(Integer... persist) {
    return effect(new StorageEffects.TornSequenceAtPowerCut(List.of(persist)));
  }

  /** No page of the file can be written when it is synced. */
  public R failFsync(FsyncAftermath as) {
    return effect(new StorageEffects.FailFsync(as, 0, 0));
  }

  /**
   * Some pages of the file cannot be written when it is synced.
   *
   * @param from first byte whose page cannot be written
   * @param to first byte after them; 0 for the end of the file
   */
  public R failFsync(FsyncAftermath as, Offset from, Offset to) {
    return effect(new StorageEffects.FailFsync(as, from.bytes(), to.bytes()));
  }
}
