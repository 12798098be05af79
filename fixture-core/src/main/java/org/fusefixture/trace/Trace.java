package org.fusefixture.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.filesystem.TransferMode;

/**
 * The last events of a mount, of server and client, by time. Events at the same nanosecond keep
 * their order.
 *
 * @param mode how payloads travelled
 * @param events oldest first
 * @param dropped number of earlier events that were not kept
 */
public record Trace(TransferMode mode, List<TraceEvent> events, long dropped) {
  /**
   * Sorts the events by time.
   *
   * @param mode as {@link #mode()}
   * @param events as {@link #events()}
   * @param dropped as {@link #dropped()}
   */
  public Trace {
    Objects.requireNonNull(mode, "mode");
    List<TraceEvent> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparingLong(TraceEvent::nanos));
    events = List.copyOf(sorted);
  }

  /**
   * {@return the events of both traces, in one order}
   *
   * @param others events of the other trace
   * @param othersDropped number of its events that were not kept
   */
  public Trace with(List<TraceEvent> others, long othersDropped) {
    List<TraceEvent> all = new ArrayList<>(events);
    all.addAll(others);
    return new Trace(mode, all, dropped + othersDropped);
  }

  /**
   * {@return the last events}
   *
   * @param most number of events, at most
   */
  public Trace last(int most) {
    int first = Math.max(0, events.size() - most);
    return new Trace(mode, events.subList(first, events.size()), dropped + first);
  }

  /**
   * {@return the events of a kind}
   *
   * @param kind of the events
   */
  public List<TraceEvent> ofKind(TraceEvent.Kind kind) {
    return where(event -> event.kind() == kind);
  }

  /**
   * {@return the events that meet a condition}
   *
   * @param condition that an event fulfils
   */
  public List<TraceEvent> where(Predicate<TraceEvent> condition) {
    return events.stream().filter(condition).toList();
  }

  /**
   * {@return the same events, but each request joined with its reply to one event, at the time of
   * the request} A request without an answer has the result {@link TraceEvent#UNFINISHED}. Replies
   * whose request is not kept stay.
   */
  public List<TraceEvent> joined() {
    Map<Long, TraceEvent> replies = new HashMap<>();
    Set<Long> requests = new HashSet<>();
    for (TraceEvent event : events) {
      if (event.kind() == TraceEvent.Kind.REPLY) {
        replies.put(event.unique(), event);
      } else if (event.kind() == TraceEvent.Kind.REQUEST) {
        requests.add(event.unique());
      }
    }
    List<TraceEvent> joined = new ArrayList<>();
    for (TraceEvent event : events) {
      if (event.kind() == TraceEvent.Kind.REQUEST) {
        TraceEvent reply = replies.get(event.unique());
        joined.add(
            reply != null
                ? event.withResult(reply.result(), reply.durationNanos())
                : event.withResult(expectsReply(event) ? TraceEvent.UNFINISHED : "", -1));
      } else if (event.kind() != TraceEvent.Kind.REPLY || !requests.contains(event.unique())) {
        joined.add(event);
      }
    }
    return joined;
  }

  /** {@return when it starts, as {@link TraceEvent#nanos()}; 0 where it is empty} */
  public long origin() {
    return events.isEmpty() ? 0 : events.get(0).nanos();
  }

  /** Like strace(1): a line per event, requests joined with their replies. */
  @Override
  public String toString() {
    String lines =
        joined().stream()
            .map(event -> TraceText.line(event, origin()))
            .collect(Collectors.joining("\n"));
    return (dropped == 0 ? "" : "... " + dropped + " earlier events are not kept\n")
        + (lines.isEmpty() ? "(nothing was traced)" : lines);
  }

  private static boolean expectsReply(TraceEvent request) {
    return Opcode.named(request.name()).map(Opcode::hasReply).orElse(true);
  }
}
