package org.fusefixture.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.cli.TraceFollower.Line;
import org.fusefixture.trace.Trace;
import org.fusefixture.trace.TraceEvent;
import org.junit.jupiter.api.Test;

class TraceFollowerTest {
  private final TraceFollower follower = new TraceFollower();

  @Test
  void each_request_is_a_line_once_when_its_reply_is_there() {
    TraceEvent lookup = request(1, 1, 2, "LOOKUP", "\"a\"");
    assertThat(take(0, lookup)).isEmpty();
    TraceEvent reply = reply(5, 1, 2, "LOOKUP", "node 7");
    assertThat(take(0, lookup, reply))
        .containsExactly("0.000000 LOOKUP(/a, \"a\") = node 7 <0.000001>");
    assertThat(take(0, lookup, reply)).isEmpty();
    assertThat(follower.lost()).isZero();
  }

  @Test
  void node_has_the_path_of_its_last_rename_and_so_has_what_is_below() {
    take(
        0,
        request(1, 1, 2, "MKDIR", "\"d\", mode 0755"),
        reply(2, 1, 2, "MKDIR", "node 2"),
        request(3, 2, 4, "CREATE", "\"f\", mode 0644, flags 01"),
        reply(4, 2, 4, "CREATE", "node 3"),
        request(5, 1, 6, "RENAME", "\"d\", to \"e\" in node 1"),
        reply(6, 1, 6, "RENAME", "0"));
    assertThat(take(0, request(7, 3, 8, "READ", "fh 1"), reply(8, 3, 8, "READ", "5")))
        .singleElement()
        .asString()
        .contains("READ(/e/f, fh 1) = 5");
  }

  @Test
  void rename_that_failed_moves_nothing() {
    take(
        0,
        request(1, 1, 2, "LOOKUP", "\"a\""),
        reply(2, 1, 2, "LOOKUP", "node 2"),
        request(3, 1, 4, "RENAME", "\"a\", to \"b\" in node 1"),
        reply(4, 1, 4, "RENAME", "-EXDEV"),
        request(5, 2, 6, "GETATTR", ""));
    assertThat(follower.unanswered())
        .extracting(Line::toString)
        .singleElement()
        .asString()
        .endsWith("GETATTR(/a) = ?");
  }

  @Test
  void events_that_were_overwritten_between_two_looks_are_counted() {
    take(0, request(1, 1, 2, "STATFS", ""));
    take(10, request(20, 1, 22, "STATFS", ""));
    assertThat(follower.lost()).isEqualTo(9);
  }

  private List<String> take(long dropped, TraceEvent... events) {
    return follower.take(new Trace(TransferMode.COPY, List.of(events), dropped)).stream()
        .map(Line::toString)
        .toList();
  }

  private static TraceEvent request(long at, long node, long unique, String name, String text) {
    return event(at, TraceEvent.Kind.REQUEST, node, unique, name, text, "", -1);
  }

  private static TraceEvent reply(long at, long node, long unique, String name, String result) {
    return event(at, TraceEvent.Kind.REPLY, node, unique, name, "", result, 1000);
  }

  private static TraceEvent event(
      long at,
      TraceEvent.Kind kind,
      long node,
      long unique,
      String name,
      String arguments,
      String result,
      long duration) {
    TraceEvent.Phase phase =
        kind == TraceEvent.Kind.REQUEST ? TraceEvent.Phase.RECEIVED : TraceEvent.Phase.BEFORE_REPLY;
    return new TraceEvent(
        at,
        TraceEvent.Source.SERVER,
        kind,
        phase,
        "t",
        name,
        unique,
        node,
        -1,
        -1,
        arguments,
        result,
        duration);
  }
}
