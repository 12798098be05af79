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

  /**
   * {@return the finished rule: the request fails with an error}
   *
   * @param first the error
   * @param more further errors; one of all is drawn for each request
   */
  public R fail(Errno first, Errno... more) {
    Map<Errno, Integer> weights = new EnumMap<>(Errno.class);
    weights.put(first, 1);
    for (Errno errno : more) {
      weights.put(errno, 1);
    }
    return fail(weights);
  }

  /**
   * {@return the finished rule: the request fails with an error, drawn by weight}
   *
   * @param weights of the errors, each 1 or more
   */
  public R fail(Map<Errno, Integer> weights) {
    return effect(new Fail(weights));
  }

  /**
   * {@return the finished rule: the request is held up for a time}
   *
   * @param by not negative
   */
  public R delay(Duration by) {
    return delay(by, Duration.ZERO);
  }

  /**
   * {@return the finished rule: the request is held up for a time that varies}
   *
   * @param by shortest time
   * @param jitter most time that is added, drawn evenly for each request
   */
  public R delay(Duration by, Duration jitter) {
    return effect(new TimingEffects.Delay(by, jitter));
  }

  /**
   * {@return the finished rule: the request is held until the rule is released, removed or reset}
   */
  public R hang() {
    return effect(new TimingEffects.Hang(Duration.ZERO));
  }

  /**
   * {@return the finished rule: requests are served one after the other, within a limit of bytes}
   *
   * @param perSecond bytes of payloads and of data that is read, in a second
   */
  public R throttle(ByteSize perSecond) {
    return effect(new TimingEffects.Throttle(perSecond.bytes(), 0));
  }

  /**
   * {@return the finished rule: requests are served one after the other, within a limit of their
   * number}
   *
   * @param operationsPerSecond requests in a second
   */
  public R throttleOperations(long operationsPerSecond) {
    return effect(new TimingEffects.Throttle(0, operationsPerSecond));
  }

  /**
   * {@return the finished rule: nobody answers, since the reply is lost, or before the filesystem
   * the request}
   */
  public R drop() {
    return effect(new ReplyEffects.Drop());
  }

  /** {@return the finished rule: the reply is sent twice} */
  public R duplicate() {
    return effect(new ReplyEffects.Duplicate(1));
  }

  /**
   * {@return the finished rule: later replies overtake the reply}
   *
   * @param behind number of replies that overtake it, 1 or more
   */
  public R reorder(int behind) {
    return effect(new TimingEffects.Reorder(behind, Duration.ZERO));
  }

  /**
   * {@return the finished rule: the kernel gets a reply that breaks the protocol}
   *
   * @param defect of the reply
   */
  public R malform(Defect defect) {
    return effect(new ReplyEffects.Malform(defect, false));
  }

  /**
   * {@return the finished rule: the reply has more bytes than the kernel accepts}
   *
   * @param bytes number of bytes too many, 1 or more
   */
  public R overLong(int bytes) {
    return effect(new ReplyEffects.OverLong(bytes));
  }

  /**
   * {@return the finished rule: fewer bytes are read than were asked for}
   *
   * @param bytes most bytes that are read
   */
  public R shortRead(int bytes) {
    return effect(new DataEffects.ShortRead(bytes));
  }

  /**
   * {@return the finished rule: fewer bytes are written than were given, and the caller is told so}
   *
   * @param bytes most bytes that are written
   */
  public R shortWrite(int bytes) {
    return effect(new DataEffects.ShortWrite(bytes));
  }

  /**
   * {@return the finished rule: the payload of a WRITE, or the data of a reply, is damaged}
   *
   * @param damage how the bytes change
   */
  public R corrupt(Damage damage) {
    return effect(new DataEffects.Corrupt(damage));
  }

  /**
   * {@return the finished rule: only some parts of a WRITE are written; all of it is acknowledged}
   *
   * @param parts number of parts of the same size, except the last; from 2 to 64
   * @param keep the parts that are written, counted from 1
   */
  public R tornWrite(int parts, Integer... keep) {
    return effect(new DataEffects.TornWrite(parts, List.of(keep)));
  }

  /** {@return the finished rule: the request is acknowledged, and the filesystem never sees it} */
  public R acknowledgeOnly() {
    return effect(new DataEffects.AcknowledgeOnly());
  }

  /**
   * {@return the finished rule: the device is full after some bytes were written}
   *
   * @param space number of bytes in all requests that match
   */
  public R noSpace(ByteSize space) {
    return effect(new LimitEffects.NoSpace(space.bytes()));
  }

  /**
   * {@return the finished rule: each user may write a number of bytes}
   *
   * @param space number of bytes of one user, in all requests that match
   */
  public R quota(ByteSize space) {
    return effect(new LimitEffects.Quota(space.bytes()));
  }

  /**
   * {@return the finished rule: few handles may be open at a time; one more fails with EMFILE}
   *
   * @param most number of handles, of those opened since the rule was set
   */
  public R limitHandles(int most) {
    return effect(new LimitEffects.LimitHandles(most, Errno.EMFILE));
  }

  /**
   * {@return the finished rule: attributes are answered with other values}
   *
   * @param attributes with at least one value
   */
  public R override(AttributeOverrides attributes) {
    return effect(attributes.effect());
  }

  /**
   * {@return the finished rule: the sizes of the filesystem are answered with other values}
   *
   * @param statistics with at least one value
   */
  public R override(StatisticsOverrides statistics) {
    return effect(statistics.effect());
  }

  /** {@return the finished rule: the entries of a listing come in another order} */
  public R shuffleEntries() {
    return effect(new ListingEffects.ShuffleEntries());
  }

  /**
   * {@return the finished rule: listings have entries that do not exist}
   *
   * @param names of the entries, at least one
   */
  public R addEntries(String... names) {
    return effect(new ListingEffects.AddEntries(List.of(names)));
  }

  /**
   * {@return the finished rule: listings lack entries}
   *
   * @param glob the names that are left out, for example {@code "*.db"}
   */
  public R hideEntries(String glob) {
    return effect(new ListingEffects.HideEntries(glob));
  }

  /**
   * {@return the finished rule: the kernel is told of a change that did not happen}
   *
   * @param notice what it is told
   */
  public R notifyKernel(Notice notice) {
    return effect(new NotifyKernel(notice));
  }

  /**
   * {@return the finished rule: the server serves no request until the rule is released, removed or
   * reset}
   */
  public R freeze() {
    return effect(new ServerEffects.Freeze());
  }

  /** {@return the finished rule: the server process gets SIGKILL} */
  public R kill() {
    return effect(new ServerEffects.Kill());
  }

  /**
   * {@return the finished rule: the server process gets SIGKILL, and another one takes its place}
   */
  public R restart() {
    return effect(new ServerEffects.Restart());
  }

  /**
   * {@return the finished rule: the server process gets SIGSTOP, until the rule is released,
   * removed or reset}
   */
  public R pause() {
    return pause(Duration.ZERO);
  }

  /**
   * {@return the finished rule: the server process gets SIGSTOP, and SIGCONT after a time}
   *
   * @param limit after which it goes on
   */
  public R pause(Duration limit) {
    return effect(new ServerEffects.Pause(limit));
  }

  /**
   * {@return the finished rule: the state of the filesystem is kept}
   *
   * @param snapshot name of the state
   */
  public R takeSnapshot(String snapshot) {
    return effect(new SnapshotEffects.TakeSnapshot(snapshot));
  }

  /**
   * {@return the finished rule: the filesystem goes back to a state that was kept}
   *
   * @param snapshot name of the state
   */
  public R rollBack(String snapshot) {
    return effect(new SnapshotEffects.RollBack(snapshot));
  }

  /** {@return the finished rule: the connection is aborted} */
  public R abort() {
    return effect(new ServerEffects.Abort());
  }

  /**
   * {@return the finished rule: one allocation of the kernel fails in a call of the session}
   *
   * @param nth which allocation of the call, from 1
   */
  public R failAllocation(int nth) {
    return effect(new FailAllocation(nth));
  }

  /** {@return the finished rule: the storage loses what was not synced, and its power is cut} */
  public R loseUnsynced() {
    return loseUnsynced(Power.CUT, 0);
  }

  /**
   * {@return the finished rule: the storage loses what was not synced, except what survives by
   * chance}
   *
   * @param power what happens to calls afterwards
   * @param survivingPercent chance of each page, and of the changes of metadata as a whole; 0 to 99
   */
  public R loseUnsynced(Power power, int survivingPercent) {
    return effect(new StorageEffects.LoseUnsynced(power, survivingPercent));
  }

  /**
   * {@return the finished rule: the power fails during a write, some parts of which are on the
   * disk}
   *
   * @param parts number of parts of the same size, except the last; from 2 to 64
   * @param persist the parts that are on the disk, counted from 1
   */
  public R tornWriteAtPowerCut(int parts, Integer... persist) {
    return effect(new StorageEffects.TornWriteAtPowerCut(parts, List.of(persist)));
  }

  /**
   * {@return the finished rule: the power fails after a sequence of writes, some of which are on
   * the disk}
   *
   * @param persist the writes that are on the disk, counted from 1 to 64
   */
  public R tornSequenceAtPowerCut(Integer... persist) {
    return effect(new StorageEffects.TornSequenceAtPowerCut(List.of(persist)));
  }

  /**
   * {@return the finished rule: no page of the file can be written when it is synced}
   *
   * @param as the filesystem whose after-effects follow
   */
  public R failFsync(FsyncAftermath as) {
    return effect(new StorageEffects.FailFsync(as, 0, 0));
  }

  /**
   * {@return the finished rule: some pages of the file cannot be written when it is synced}
   *
   * @param as the filesystem whose after-effects follow
   * @param from first byte whose page cannot be written
   * @param to first byte after them; 0 for the end of the file
   */
  public R failFsync(FsyncAftermath as, Offset from, Offset to) {
    return effect(new StorageEffects.FailFsync(as, from.bytes(), to.bytes()));
  }
}
