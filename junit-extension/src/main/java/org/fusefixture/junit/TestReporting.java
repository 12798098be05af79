package org.fusefixture.junit;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fusefixture.internal.report.TestNotes;
import org.fusefixture.internal.report.TraceExport;
import org.fusefixture.report.SessionStatistics;
import org.fusefixture.trace.Trace;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;

/** Notes a test for the report of the run, and tells JUnit the essentials. */
final class TestReporting {
  private static final String PREFIX = "fusefixture.";
  private static final int MOST_EVENTS = 2000;
  private static final int ENTRY_EVENTS = 40;

  private TestReporting() {}

  static void open(ExtensionContext context, MountPlan plan, Variation variation) {
    TestNotes.open(
        context.getUniqueId(),
        variation.mode().name(),
        variation.isolation().name(),
        variation.kernel().name(),
        plan.spec().filesystem(),
        plan.spec().seed());
  }

  /**
   * The test is over, and its mount still there.
   *
   * @param failure of the test; gets what is known of the mount
   */
  static void report(
      ExtensionContext context, LiveMount mount, Optional<? extends Throwable> failure) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(PREFIX + "mode", mount.mode().name());
    entries.put(PREFIX + "isolation", mount.isolation().name());
    entries.put(PREFIX + "kernel", mount.kernel().name());
    entries.put(PREFIX + "seed", Long.toString(mount.seed()));
    String facts = facts(mount);
    if (!facts.isEmpty()) {
      entries.put(PREFIX + "session", facts);
    }
    Optional<TestNotes> notes = TestNotes.current();
    notes.ifPresent(open -> open.release(mount.sandbox().description()).facts(facts));
    if (failure.isPresent()) {
      MountDiagnostics diagnostics = MountDiagnostics.of(mount);
      failure.get().addSuppressed(diagnostics);
      Trace trace = trace(mount);
      notes.ifPresent(
          open -> {
            open.failure(diagnostics.toString(), trace);
            mount.findings().forEach(open::add);
          });
      entries.put(PREFIX + "trace", trace.last(ENTRY_EVENTS).toString());
      publish(context, trace);
    }
    context.publishReportEntry(entries);
  }

  private static String facts(LiveMount mount) {
    try {
      SessionStatistics statistics = mount.server().statistics();
      return statistics + ", late accesses: " + statistics.lateAccesses();
    } catch (RuntimeException e) {
      return "";
    }
  }

  private static Trace trace(LiveMount mount) {
    try {
      return mount.trace().last(MOST_EVENTS);
    } catch (RuntimeException e) {
      return new Trace(mount.mode(), java.util.List.of(), 0);
    }
  }

  private static void publish(ExtensionContext context, Trace trace) {
    publish(context, "trace.txt", MediaType.TEXT_PLAIN_UTF_8, trace.toString());
    publish(
        context,
        "trace.jsonl",
        MediaType.create("application", "jsonl"),
        TraceExport.jsonLines(trace));
    publish(context, "trace.json", MediaType.APPLICATION_JSON, TraceExport.chrome(trace));
  }

  private static void publish(
      ExtensionContext context, String name, MediaType type, String content) {
    try {
      context.publishFile(name, type, file -> Files.writeString(file, content));
    } catch (JUnitException e) {
      // The platform has no folder for files, as under its test kit: the failure has the trace.
      System.getLogger(TestReporting.class.getName())
          .log(System.Logger.Level.DEBUG, "JUnit does not take " + name, e);
    }
  }
}
