package org.fusefixture.internal.fault.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.fusefixture.fault.effect.AddEntries;
import org.fusefixture.fault.effect.Corrupt;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.effect.HideEntries;
import org.fusefixture.fault.effect.OverrideAttributes;
import org.fusefixture.fault.effect.OverrideStatistics;
import org.fusefixture.fault.effect.ShortRead;
import org.fusefixture.fault.effect.ShuffleEntries;
import org.fusefixture.internal.wire.DirentRecord;
import org.fusefixture.internal.wire.ReplyFields;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.ReplyShape;

/** Effects on the content of a reply, which lies in memory of the session. */
public final class ReplyChanges {
  private ReplyChanges() {}

  /** Whether an effect is one of these. */
  public static boolean changes(Effect effect) {
    return effect instanceof ShortRead
        || effect instanceof Corrupt
        || effect instanceof OverrideAttributes
        || effect instanceof OverrideStatistics
        || effect instanceof ShuffleEntries
        || effect instanceof AddEntries
        || effect instanceof HideEntries;
  }

  /** Why an effect could not change a reply, or null if it can. */
  static String obstacle(Effect effect, ObservedRequest request, ByteBuffer reply, int length) {
    if (!changes(effect)) {
      return null;
    }
    if (ReplyHeader.isError(reply)) {
      return "the reply is an error";
    }
    int body = length - ReplyHeader.SIZE;
    if (effect instanceof ShortRead part) {
      return body > part.bytes() ? null : "only " + body + " bytes are read";
    }
    if (effect instanceof Corrupt) {
      return asksForSize(request) ? "it asks for a size only" : body > 0 ? null : "it has no bytes";
    }
    if (effect instanceof OverrideAttributes) {
      return request.opcode().shape().hasEntry()
              && ReplyFields.nodeId(request.opcode().shape(), reply) == 0
          ? "there is no such name"
          : null;
    }
    if (effect instanceof OverrideStatistics) {
      return null;
    }
    List<DirentRecord> before = entries(request, reply, length);
    List<DirentRecord> after = change(effect, request, before, 0);
    return effect instanceof ShuffleEntries
        ? before.size() > 1 ? null : "it has fewer than two entries"
        : before.equals(after) ? "it has no entry to leave out, or no room for one more" : null;
  }

  /**
   * Applies an effect.
   *
   * @return the length of the reply afterwards
   */
  public static int apply(Hit hit, ObservedRequest request, ByteBuffer reply, int length) {
    Effect effect = hit.effect();
    if (effect instanceof ShortRead part) {
      return resized(reply, ReplyHeader.SIZE + part.bytes());
    }
    if (effect instanceof Corrupt corrupt) {
      ByteBuffer body = reply.duplicate();
      body.clear().limit(length).position(ReplyHeader.SIZE);
      return resized(reply, ReplyHeader.SIZE + corrupt.damage().apply(body, hit.draw()));
    }
    if (effect instanceof OverrideAttributes attributes) {
      AttributePatch.apply(attributes, request.opcode().shape(), reply);
      return length;
    }
    if (effect instanceof OverrideStatistics statistics) {
      AttributePatch.apply(statistics, reply);
      return length;
    }
    return DirentRecord.encode(
        change(effect, request, entries(request, reply, length), hit.draw()), reply);
  }

  private static int resized(ByteBuffer reply, int length) {
    ReplyHeader.setLength(reply, length);
    return length;
  }

  private static boolean asksForSize(ObservedRequest request) {
    return request.opcode().shape() == ReplyShape.DATA_OR_SIZE
        && request.request().replyRoom() == 0;
  }

  private static List<DirentRecord> entries(ObservedRequest request, ByteBuffer reply, int length) {
    return DirentRecord.decode(
        reply, length, request.opcode().shape() == ReplyShape.LISTING_WITH_ENTRIES);
  }

  private static List<DirentRecord> change(
      Effect effect, ObservedRequest request, List<DirentRecord> entries, long draw) {
    if (effect instanceof ShuffleEntries) {
      return shuffled(entries, draw);
    }
    if (effect instanceof HideEntries hide) {
      return without(hide, entries);
    }
    return with((AddEntries) effect, request, entries);
  }

  /**
   * Cookies stay in their order, so that a listing that goes on later goes on at the right place.
   */
  private static List<DirentRecord> shuffled(List<DirentRecord> entries, long draw) {
    List<DirentRecord> shuffled = new ArrayList<>(entries);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      int other = (int) Long.remainderUnsigned(Draw.mix(draw, i), i + 1L);
      DirentRecord kept = shuffled.get(i);
      shuffled.set(i, shuffled.get(other));
      shuffled.set(other, kept);
    }
    if (shuffled.equals(entries) && entries.size() > 1) { // chance would not be a fault
      shuffled.add(shuffled.remove(0));
    }
    for (int i = 0; i < shuffled.size(); i++) {
      shuffled.set(i, shuffled.get(i).withNext(entries.get(i).next()));
    }
    return shuffled;
  }

  /** The last one left leads on to where the whole would have. */
  private static List<DirentRecord> without(HideEntries hide, List<DirentRecord> entries) {
    List<DirentRecord> left = new ArrayList<>(entries);
    left.removeIf(entry -> hide.hides(entry.text()));
    if (!left.isEmpty()) {
      int last = left.size() - 1;
      left.set(last, left.get(last).withNext(entries.get(entries.size() - 1).next()));
    }
    return left;
  }

  /** In the first part of a listing; what has no room any more comes with the next part. */
  private static List<DirentRecord> with(
      AddEntries add, ObservedRequest request, List<DirentRecord> entries) {
    if (request.offset() != 0 || entries.isEmpty()) {
      return entries;
    }
    boolean plus = request.opcode().shape() == ReplyShape.LISTING_WITH_ENTRIES;
    long room = request.size();
    List<DirentRecord> more = new ArrayList<>(entries);
    for (String name : add.names()) {
      DirentRecord invented = DirentRecord.invented(name, Draw.hash(name) >>> 1 | 1, 0, plus);
      while (!more.isEmpty() && total(more) + invented.size() > room) {
        more.remove(more.size() - 1);
      }
      if (more.isEmpty()) {
        return entries;
      }
      more.add(invented.withNext(more.get(more.size() - 1).next()));
    }
    return more;
  }

  private static long total(List<DirentRecord> entries) {
    return entries.stream().mapToLong(DirentRecord::size).sum();
  }
}
