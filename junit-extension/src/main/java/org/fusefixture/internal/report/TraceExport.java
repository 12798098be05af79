package org.fusefixture.internal.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fusefixture.trace.Trace;
import org.fusefixture.trace.TraceEvent;

/** Writes a trace in formats that other tools read. */
public final class TraceExport {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final double NANOS_PER_MICROSECOND = 1000.0;

  private TraceExport() {}

  /** One JSON object per line and event, each with the mode. */
  public static String jsonLines(Trace trace) {
    StringBuilder lines = new StringBuilder();
    for (TraceEvent event : trace.events()) {
      JsonObject line = GSON.toJsonTree(event).getAsJsonObject();
      line.addProperty("mode", trace.mode().name());
      lines.append(GSON.toJson(line)).append('\n');
    }
    return lines.toString();
  }

  /**
   * The JSON of Chrome's trace viewer, which Perfetto (ui.perfetto.dev) opens too: complete events
   * (phase X) for requests and calls, instants (phase i) for what has no length; times in
   * microseconds of CLOCK_MONOTONIC. The format is "Trace Event Format" of the Chromium project.
   */
  public static String chrome(Trace trace) {
    JsonArray events = new JsonArray();
    for (TraceEvent.Source source : TraceEvent.Source.values()) {
      events.add(metadata("process_name", source.ordinal() + 1, 0, source.name()));
    }
    Map<String, Integer> threads = new LinkedHashMap<>();
    for (TraceEvent event : trace.joined()) {
      int process = event.source().ordinal() + 1;
      Integer thread = threads.get(process + event.thread());
      if (thread == null) {
        thread = threads.size() + 1;
        threads.put(process + event.thread(), thread);
        events.add(metadata("thread_name", process, thread, event.thread()));
      }
      events.add(event(trace, event, process, thread));
    }
    JsonObject document = new JsonObject();
    document.add("traceEvents", events);
    document.addProperty("displayTimeUnit", "ns");
    return GSON.toJson(document);
  }

  private static JsonObject event(Trace trace, TraceEvent event, int process, int thread) {
    JsonObject json = new JsonObject();
    boolean lasts = event.durationNanos() >= 0 && event.kind() != TraceEvent.Kind.REPLY;
    json.addProperty("name", event.name());
    json.addProperty("cat", event.kind().name());
    json.addProperty("ph", lasts ? "X" : "i");
    json.addProperty("ts", event.nanos() / NANOS_PER_MICROSECOND);
    if (lasts) {
      json.addProperty("dur", event.durationNanos() / NANOS_PER_MICROSECOND);
    } else {
      json.addProperty("s", "t");
    }
    json.addProperty("pid", process);
    json.addProperty("tid", thread);
    JsonObject arguments = new JsonObject();
    arguments.addProperty("arguments", event.arguments());
    arguments.addProperty("result", event.result());
    arguments.addProperty("phase", event.phase().name());
    arguments.addProperty("mode", trace.mode().name());
    if (event.unique() != 0) {
      arguments.addProperty("unique", Long.toUnsignedString(event.unique()));
      arguments.addProperty("node", Long.toUnsignedString(event.nodeId()));
    }
    json.add("args", arguments);
    return json;
  }

  private static JsonObject metadata(String name, int process, int thread, String value) {
    JsonObject json = new JsonObject();
    json.addProperty("name", name);
    json.addProperty("ph", "M");
    json.addProperty("pid", process);
    json.addProperty("tid", thread);
    JsonObject arguments = new JsonObject();
    arguments.addProperty("name", value);
    json.add("args", arguments);
    return json;
  }
}
