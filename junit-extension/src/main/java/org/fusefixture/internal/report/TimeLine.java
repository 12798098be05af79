package org.fusefixture.internal.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.trace.Trace;
import org.fusefixture.trace.TraceEvent;

/**
 * Requests, replies, calls and changes of pages as a picture: a lane for the client's calls, one
 * for its pages, one per thread of the server. The horizontal axis keeps the order in time, not the
 * distances, as a request takes microseconds and the way to the next call milliseconds.
 */
final class TimeLine {
  /** Events that are drawn. */
  static final int MOST = 60;

  private static final int BEFORE_LATE_ACCESS = 25;
  private static final int STEP = 44;
  private static final int LANE = 30;
  private static final int BAR = 18;
  private static final int LEFT = 110;
  private static final int TOP = 22;
  private static final double CHARACTER = 6.2;
  private static final int LABEL_EVERY = 10;

  private TimeLine() {}

  static String draw(List<TraceEvent> trace) {
    List<TraceEvent> events = interesting(new Trace(TransferMode.COPY, trace, 0).joined());
    TreeSet<Long> times = new TreeSet<>();
    Map<String, Integer> lanes = new LinkedHashMap<>();
    lanes.put("client calls", 0);
    lanes.put("client pages", 1);
    for (TraceEvent event : events) {
      times.add(event.nanos());
      times.add(end(event));
      lanes.putIfAbsent(lane(event), lanes.size());
    }
    Map<Long, Integer> columns = new TreeMap<>();
    times.forEach(time -> columns.put(time, columns.size()));
    int width = LEFT + (columns.size() + 2) * STEP;
    int height = TOP + lanes.size() * LANE + 4;
    Svg picture = new Svg(width, height, "time line of requests, replies and page changes");
    lanes.forEach(
        (name, row) -> {
          int y = TOP + row * LANE;
          picture.rectangle(0, y, width, LANE - 2, row % 2 == 0 ? "lane" : "lane odd", "");
          picture.text(4, y + 18, "lane-name", name);
        });
    axis(picture, columns, height);
    for (TraceEvent event : events) {
      draw(picture, event, columns, TOP + lanes.get(lane(event)) * LANE + 5);
    }
    return picture.toString();
  }

  /** The events around the first late access, or else the last ones. */
  private static List<TraceEvent> interesting(List<TraceEvent> events) {
    int late = 0;
    while (late < events.size() && events.get(late).kind() != TraceEvent.Kind.LATE_ACCESS) {
      late++;
    }
    int from =
        late < events.size()
            ? Math.max(0, Math.min(late - BEFORE_LATE_ACCESS, events.size() - MOST))
            : Math.max(0, events.size() - MOST);
    return new ArrayList<>(events.subList(from, Math.min(events.size(), from + MOST)));
  }

  private static void axis(Svg picture, Map<Long, Integer> columns, int height) {
    long origin = columns.keySet().stream().findFirst().orElse(0L);
    columns.forEach(
        (time, column) -> {
          if (column % LABEL_EVERY == 0) {
            int x = LEFT + column * STEP;
            picture.line(x, TOP - 4, x, height, "tick");
            picture.text(
                x + 2, TOP - 8, "tick-label", String.format("%.3f ms", (time - origin) / 1e6));
          }
        });
  }

  private static void draw(Svg picture, TraceEvent event, Map<Long, Integer> columns, int y) {
    double from = LEFT + columns.get(event.nanos()) * STEP;
    double to = LEFT + columns.get(end(event)) * STEP;
    String hint = event.toString().strip();
    if (event.kind() == TraceEvent.Kind.LATE_ACCESS || event.kind() == TraceEvent.Kind.FAULT) {
      picture.diamond(from, y + BAR / 2.0, BAR / 2.0, style(event), hint);
      return;
    }
    double length = Math.max(to - from, STEP * 0.6);
    picture.rectangle(from, y, length, BAR, style(event), hint);
    String label = event.name() + (event.unique() == 0 ? "" : "#" + event.unique());
    int room = (int) ((length - 4) / CHARACTER);
    if (room >= 3) {
      picture.text(
          from + 3,
          y + 13,
          "bar-label",
          label.length() <= room ? label : label.substring(0, room - 1) + "…");
    }
  }

  private static String lane(TraceEvent event) {
    if (event.source() == TraceEvent.Source.CLIENT) {
      return event.kind() == TraceEvent.Kind.PAGES ? "client pages" : "client calls";
    }
    return event.thread();
  }

  private static long end(TraceEvent event) {
    return event.nanos() + Math.max(0, event.durationNanos());
  }

  private static String style(TraceEvent event) {
    String kind = "e-" + event.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    if (event.failed()) {
      return kind + " error";
    }
    return event.result().equals(TraceEvent.UNFINISHED) ? kind + " open" : kind;
  }
}
