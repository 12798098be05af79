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
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.reply.ListedEntry;
import org.fusefixture.protocol.reply.Reply;
import org.fusefixture.protocol.reply.ReplyFields;
import org.fusefixture.protocol.request.GetxattrRequest;
import org.fusefixture.protocol.request.ListxattrRequest;
import org.fusefixture.protocol.request.ReadRequest;

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
    if (ReplyFields.isError(reply)) {
      return "the reply is an error";
    }
    int body = length - Reply.HEADER_SIZE;
    if (effect instanceof ShortRead part) {
      return body > part.bytes() ? null : "only " + body + " bytes are read";
    }
    if (effect instanceof Corrupt) {
      return asksForSize(request) ? "it asks for a size only" : body > 0 ? null : "it has no bytes";
    }
    if (effect instanceof OverrideAttributes) {
      return request.opcode() == Opcode.LOOKUP && ReplyFields.nodeId(reply) == 0
          ? "there is no such name"
          : null;
    }
    if (effect instanceof OverrideStatistics) {
      return null;
    }
    List<ListedEntry> before = entries(request, reply, length);
    List<ListedEntry> after = change(effect, request, before, 0);
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
      return resized(reply, Reply.HEADER_SIZE + part.bytes());
    }
    if (effect instanceof Corrupt corrupt) {
      ByteBuffer body = reply.duplicate();
      body.clear().limit(length).position(Reply.HEADER_SIZE);
      return resized(reply, Reply.HEADER_SIZE + corrupt.damage().apply(body, hit.draw()));
    }
    if (effect instanceof OverrideAttributes attributes) {
      AttributePatch.apply(attributes, request.opcode(), reply);
      return length;
    }
    if (effect instanceof OverrideStatistics statistics) {
      AttributePatch.apply(statistics, reply);
      return length;
    }
    return ListedEntry.encode(
        change(effect, request, entries(request, reply, length), hit.draw()), reply);
  }

  private static int resized(ByteBuffer reply, int length) {
    reply.putInt(0, length);
    return length;
  }

  private static boolean asksForSize(ObservedRequest request) {
    return request.request() instanceof GetxattrRequest get && get.size() == 0
        || request.request() instanceof ListxattrRequest list && list.size() == 0;
  }

  private static List<ListedEntry> entries(ObservedRequest request, ByteBuffer reply, int length) {
    return ListedEntry.decode(reply, length, request.opcode() == Opcode.READDIRPLUS);
  }

  private static List<ListedEntry> change(
      Effect effect, ObservedRequest request, List<ListedEntry> entries, long draw) {
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
  private static List<ListedEntry> shuffled(List<ListedEntry> entries, long draw) {
    List<ListedEntry> shuffled = new ArrayList<>(entries);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      int other = (int) Long.remainderUnsigned(Draw.mix(draw, i), i + 1L);
      ListedEntry kept = shuffled.get(i);
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
  private static List<ListedEntry> without(HideEntries hide, List<ListedEntry> entries) {
    List<ListedEntry> left = new ArrayList<>(entries);
    left.removeIf(entry -> hide.hides(entry.text()));
    if (!left.isEmpty()) {
      int last = left.size() - 1;
      left.set(last, left.get(last).withNext(entries.get(entries.size() - 1).next()));
    }
    return left;
  }

  /** In the first part of a listing; what has no room any more comes with the next part. */
  private static List<ListedEntry> with(
      AddEntries add, ObservedRequest request, List<ListedEntry> entries) {
    if (request.offset() != 0 || entries.isEmpty()) {
      return entries;
    }
    boolean plus = request.opcode() == Opcode.READDIRPLUS;
    long room = ((ReadRequest) request.request()).size();
    List<ListedEntry> more = new ArrayList<>(entries);
    for (String name : add.names()) {
      ListedEntry invented = ListedEntry.invented(name, Draw.hash(name) >>> 1 | 1, 0, plus);
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

  private static long total(List<ListedEntry> entries) {
    return entries.stream().mapToLong(ListedEntry::size).sum();
  }
}
