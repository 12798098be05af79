package org.fusefixture.internal.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.trace.Trace;
import org.fusefixture.trace.TraceEvent;

/**
 * Lays out the picture of requests, replies, calls and page changes: a lane for the client's calls,
 * one for its pages, and one for each thread of the server. The horizontal axis shows the order in
 * time, not the distances, since a request takes microseconds and the gap to the next call
 * milliseconds.
 */
final class TimeLine {
  /** The greatest number of events in the picture. */
  static final int MOST = 60;

  private static final int BEFORE_LATE_ACCESS = 25;
  private static final int STEP = 44;
  private static final int LANE = 30;
  private static final int BAR = 18;
  private static final int SHORTEST_BAR = 26;
  private static final int LEFT = 110;
  private static final int TOP = 22;
  private static final double CHARACTER = 6.2;
  private static final int LABEL_EVERY = 10;

  private TimeLine() {}

  /** The picture, for {@code report.mustache}. */
  static Map<String, Object> layout(List<TraceEvent> trace) {
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
    List<Map<String, Object>> rows = new ArrayList<>();
    lanes.forEach(
        (name, row) -> {
          int y = TOP + row * LANE;
          rows.add(Map.of("name", name, "y", y, "nameY", y + 18, "odd", row % 2 == 0 ? "" : "odd"));
        });
    return Map.of(
        "width",
        LEFT + (columns.size() + 2) * STEP,
        "height",
        TOP + lanes.size() * LANE + 4,
        "laneHeight",
        LANE - 2,
        "lanes",
        rows,
        "tickTop",
        TOP - 4,
        "tickLabelY",
        TOP - 8,
        "ticks",
        ticks(columns),
        "events",
        events.stream()
            .map(event -> event(event, columns, TOP + lanes.get(lane(event)) * LANE + 5))
            .toList());
  }

  /** The events around the first late access, or else the last events. */
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

  private static List<Map<String, Object>> ticks(Map<Long, Integer> columns) {
    long origin = columns.keySet().stream().findFirst().orElse(0L);
    List<Map<String, Object>> ticks = new ArrayList<>();
    columns.forEach(
        (time, column) -> {
          if (column % LABEL_EVERY == 0) {
            int x = LEFT + column * STEP;
            String label = String.format(Locale.ROOT, "%.3f ms", (time - origin) / 1e6);
            ticks.add(Map.of("x", x, "labelX", x + 2, "label", label));
          }
        });
    return ticks;
  }

  /** A diamond for what happens at one moment, otherwise a bar, with a label if there is room. */
  private static Map<String, Object> event(TraceEvent event, Map<Long, Integer> columns, int y) {
    int from = LEFT + columns.get(event.nanos()) * STEP;
    int to = LEFT + columns.get(end(event)) * STEP;
    boolean moment =
        event.kind() == TraceEvent.Kind.LATE_ACCESS || event.kind() == TraceEvent.Kind.FAULT;
    int length = Math.max(to - from, SHORTEST_BAR);
    String label = event.name() + (event.unique() == 0 ? "" : "#" + event.unique());
    int room = (int) ((length - 4) / CHARACTER);
    Map<String, Object> shape = new HashMap<>();
    shape.put("moment", moment);
    shape.put("bar", !moment);
    shape.put("x", from);
    shape.put("y", y);
    shape.put("length", length);
    shape.put("thickness", BAR);
    shape.put("radius", BAR / 2);
    shape.put("style", style(event));
    shape.put("hint", event.toString().strip());
    shape.put("labelled", !moment && room >= 3);
    shape.put("labelX", from + 3);
    shape.put("labelY", y + 13);
    shape.put(
        "label", label.length() <= room ? label : label.substring(0, Math.max(0, room - 1)) + "…");
    return shape;
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
    String kind = "e-" + event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    if (event.failed()) {
      return kind + " error";
    }
    return event.result().equals(TraceEvent.UNFINISHED) ? kind + " open" : kind;
  }
}
