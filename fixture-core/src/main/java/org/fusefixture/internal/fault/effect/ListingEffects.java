package org.fusefixture.internal.fault.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.FaultRequest;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.trigger.PathCondition.Glob;
import org.fusefixture.internal.wire.DirentRecord;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.ReplyShape;

/** Effects on listings; each works on the part of a listing that one reply carries. */
public sealed interface ListingEffects extends FaultEffect {
  /** The operations that list a directory. */
  Set<Opcode> LISTING = Opcode.where(opcode -> opcode.shape().isListing());

  /** What becomes of the entries of a reply. */
  List<DirentRecord> change(FaultRequest request, List<DirentRecord> entries, long draw);

  /** Why the entries of a reply would stay as they are. */
  default Optional<String> obstacle(FaultRequest request, List<DirentRecord> entries) {
    return change(request, entries, 0).equals(entries)
        ? Optional.of("it has no entry to leave out, or no room for one more")
        : Optional.empty();
  }

  @Override
  default Optional<String> refusal(Opcode opcode, Phase phase) {
    return Checks.only(LISTING, opcode, "lists no directory");
  }

  @Override
  default Optional<String> obstacle(FaultRequest request, ReplyMessage reply) {
    return reply.isError()
        ? Optional.of("the reply is an error")
        : obstacle(request, entries(request, reply));
  }

  @Override
  default Acts acts() {
    return new Acts()
        .beforeReply(
            context -> {
              ReplyMessage reply = context.reply();
              List<DirentRecord> before = entries(context.request(), reply);
              List<DirentRecord> after = change(context.request(), before, context.draw());
              reply.resized(DirentRecord.encode(after, reply.bytes()));
            });
  }

  private static List<DirentRecord> entries(FaultRequest request, ReplyMessage reply) {
    return DirentRecord.decode(reply.bytes(), reply.length(), isPlus(request));
  }

  private static boolean isPlus(FaultRequest request) {
    return request.opcode().shape() == ReplyShape.LISTING_WITH_ENTRIES;
  }

  /** The entries of each part of a listing come in another order. */
  record ShuffleEntries() implements ListingEffects {
    @Override
    public Optional<String> obstacle(FaultRequest request, List<DirentRecord> entries) {
      return entries.size() > 1 ? Optional.empty() : Optional.of("it has fewer than two entries");
    }

    /** Cookies keep their order, so that the next part starts at the right place. */
    @Override
    public List<DirentRecord> change(FaultRequest request, List<DirentRecord> entries, long draw) {
      List<DirentRecord> shuffled = new ArrayList<>(entries);
      for (int i = shuffled.size() - 1; i > 0; i--) {
        int other = (int) Long.remainderUnsigned(Draw.mix(draw, i), i + 1L);
        DirentRecord kept = shuffled.get(i);
        shuffled.set(i, shuffled.get(other));
        shuffled.set(other, kept);
      }
      if (shuffled.equals(entries) && entries.size() > 1) { // the old order would be no fault
        shuffled.add(shuffled.remove(0));
      }
      for (int i = 0; i < shuffled.size(); i++) {
        shuffled.set(i, shuffled.get(i).withNext(entries.get(i).next()));
      }
      return shuffled;
    }
  }

  /**
   * Listings have entries that do not exist.
   *
   * @param names those of the entries
   */
  record AddEntries(List<String> names) implements ListingEffects {
    public AddEntries {
      names = List.copyOf(names);
      if (names.isEmpty()) {
        throw new IllegalArgumentException("no name is given; name an entry to add");
      }
      names.forEach(FileName::of);
    }

    /** In the first part of a listing; entries without room come with the next part. */
    @Override
    public List<DirentRecord> change(FaultRequest request, List<DirentRecord> entries, long draw) {
      if (request.offset() != 0 || entries.isEmpty()) {
        return entries;
      }
      boolean plus = isPlus(request);
      long room = request.size();
      List<DirentRecord> more = new ArrayList<>(entries);
      for (String name : names) {
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

  /**
   * Listings lack entries that exist.
   *
   * @param glob the names that are left out, for example {@code "*.db"}
   */
  record HideEntries(String glob) implements ListingEffects {
    public HideEntries {
      new Glob(glob);
    }

    /** The last entry that is left leads on to where the whole listing would have. */
    @Override
    public List<DirentRecord> change(FaultRequest request, List<DirentRecord> entries, long draw) {
      List<DirentRecord> left = new ArrayList<>(entries);
      left.removeIf(entry -> hides(entry.text()));
      if (!left.isEmpty()) {
        int last = left.size() - 1;
        left.set(last, left.get(last).withNext(entries.get(entries.size() - 1).next()));
      }
      return left;
    }

    private boolean hides(String name) {
      return !name.equals(".") && !name.equals("..") && new Glob(glob).acceptsPath(name);
    }
  }
}
