package org.fusefixture.internal.cli;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.trace.Trace;
import org.fusefixture.trace.TraceEvent;
import org.fusefixture.trace.TraceEvent.Kind;

/**
 * Makes one line of each request of a mount from pictures of its trace, which overlap: each event
 * is used once, and a line is made when the reply is there.
 */
final class TraceFollower {
  private static final long ROOT = 1; // FUSE_ROOT_ID of include/uapi/linux/fuse.h
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Pattern NAME = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\".*");
  private static final Pattern RENAMED = Pattern.compile("\".*\", to \"(.*)\" in node (\\d+).*");
  private static final Pattern NODE = Pattern.compile("node (\\d+)");

  /** Operations whose first argument is a name in the directory that they go to. */
  private static final Set<String> NAMED =
      Set.of(
          "LOOKUP", "MKNOD", "MKDIR", "UNLINK", "RMDIR", "SYMLINK", "LINK", "RENAME", "RENAME2",
          "CREATE");

  private final Map<Long, TraceEvent> open = new LinkedHashMap<>();
  private final Set<TraceEvent> used = new HashSet<>();
  private final Map<Long, String> paths = new HashMap<>(Map.of(ROOT, ""));
  private long origin = -1;
  private long events;
  private long made;

  /**
   * What is new.
   *
   * @param trace the events that are kept now
   */
  List<Line> take(Trace trace) {
    List<Line> lines = new ArrayList<>();
    if (origin < 0) {
      origin = trace.origin();
    }
    for (TraceEvent event : trace.events()) {
      if (used.add(event)) {
        events++;
        if (event.source() == TraceEvent.Source.SERVER) {
          take(event, lines);
        }
      }
    }
    used.removeIf(event -> event.nanos() < trace.origin());
    made = Math.max(made, trace.dropped() + trace.events().size());
    return lines;
  }

  private void take(TraceEvent event, List<Line> lines) {
    if (event.kind() == Kind.REQUEST) {
      if (Opcode.named(event.name()).map(Opcode::hasReply).orElse(true)) {
        open.put(event.unique(), event);
      } else {
        lines.add(line(event, "", -1));
      }
    } else if (event.kind() == Kind.REPLY) {
      TraceEvent request = open.remove(event.unique());
      lines.add(line(request == null ? event : request, event.result(), event.durationNanos()));
    } else {
      lines.add(line(event, event.result(), event.durationNanos()));
    }
  }

  /** The requests that have no reply, at the end. */
  List<Line> unanswered() {
    return open.values().stream().map(event -> line(event, TraceEvent.UNFINISHED, -1)).toList();
  }

  /** Events that were overwritten before they were taken. */
  long lost() {
    return Math.max(0, made - events);
  }

  private Line line(TraceEvent event, String result, long duration) {
    String path = paths.get(event.nodeId());
    Matcher name = NAME.matcher(event.arguments());
    if (path != null && NAMED.contains(event.name()) && name.matches()) {
      path = below(path, name.group(1));
      learn(event, path, result);
    }
    return new Line(event, (event.nanos() - origin) / NANOS_PER_SECOND, path, result, duration);
  }

  /** Which path a node has from now on. */
  private void learn(TraceEvent event, String path, String result) {
    Matcher node = NODE.matcher(result);
    Matcher renamed = RENAMED.matcher(event.arguments());
    if (node.lookingAt() && !node.group(1).equals("0")) {
      paths.put(Long.parseUnsignedLong(node.group(1)), path);
    } else if (result.equals("0") && renamed.matches()) {
      String directory = paths.get(Long.parseUnsignedLong(renamed.group(2)));
      paths.replaceAll(
          (known, old) ->
              old.equals(path) || old.startsWith(path + "/")
                  ? below(directory == null ? "?" : directory, renamed.group(1))
                      + old.substring(path.length())
                  : old);
    }
  }

  private static String below(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }

  /**
   * A request and its reply, or another event of the server.
   *
   * @param event the request
   * @param seconds since the first event
   * @param path in the mount, without a slash at its start; null where it is not known
   * @param result as in the trace
   * @param durationNanos from the request to its reply; -1 if unknown
   */
  record Line(TraceEvent event, double seconds, String path, String result, long durationNanos) {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      text.append(String.format(Locale.ROOT, "%.6f ", seconds));
      if (event.kind() != Kind.REQUEST) {
        text.append(event.kind().name().toLowerCase(Locale.ROOT)).append(' ');
      }
      text.append(event.name()).append('(');
      text.append(path == null ? "node " + Long.toUnsignedString(event.nodeId()) : "/" + path);
      if (!event.arguments().isEmpty()) {
        text.append(", ").append(event.arguments());
      }
      text.append(')');
      if (!result.isEmpty()) {
        text.append(" = ").append(result);
      }
      if (durationNanos >= 0) {
        text.append(String.format(Locale.ROOT, " <%.6f>", durationNanos / NANOS_PER_SECOND));
      }
      return text.toString();
    }

    JsonObject toJson() {
      JsonObject json = new JsonObject();
      json.addProperty("seconds", seconds);
      json.addProperty("kind", event.kind().name());
      json.addProperty("operation", event.name());
      json.addProperty("unique", event.unique());
      json.addProperty("node", event.nodeId());
      if (path != null) {
        json.addProperty("path", "/" + path);
      }
      json.addProperty("arguments", event.arguments());
      json.addProperty("result", result);
      if (durationNanos >= 0) {
        json.addProperty("durationNanos", durationNanos);
      }
      return json;
    }
  }
}
