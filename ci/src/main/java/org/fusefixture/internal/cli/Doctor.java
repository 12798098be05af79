package org.fusefixture.internal.cli;

import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fusefixture.internal.preflight.Preflight;
import org.fusefixture.internal.preflight.Preflight.PreflightResult;
import org.fusefixture.internal.sandbox.Sandboxes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The preflight: what can run on this machine, and why not. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what can run on this machine: each isolation, kernel and transfer mode, with the"
          + " reason where it cannot.",
      "Exit status: 0 if anything can run, otherwise 69."
    })
final class Doctor implements Callable<Integer> {
  @Option(names = "--json", description = "prints a JSON array")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<PreflightResult> results;
    try {
      results = Preflight.shared().checkAll();
    } finally {
      Sandboxes.shared().close();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new GsonBuilder()
              .setPrettyPrinting()
              .disableHtmlEscaping()
              .create()
              .toJson(rows(results)));
    } else {
      results.forEach(result -> print(result, out));
    }
    out.flush();
    return results.stream().anyMatch(PreflightResult::runs) ? 0 : ExitCodes.UNAVAILABLE;
  }

  private static void print(PreflightResult result, PrintWriter out) {
    out.printf(
        "%-4s %-10s %-8s %-18s %s%n",
        result.runs() ? "yes" : "no",
        result.sandbox().isolation(),
        result.sandbox().kernel(),
        result.mode(),
        result.reason().orElse(""));
  }

  private static List<Map<String, Object>> rows(List<PreflightResult> results) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (PreflightResult result : results) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("isolation", result.sandbox().isolation());
      row.put("kernel", result.sandbox().kernel());
      row.put("mode", result.mode());
      row.put("runs", result.runs());
      result.reason().ifPresent(reason -> row.put("reason", reason));
      rows.add(row);
    }
    return rows;
  }
}
