package org.fusefixture.internal.cli;

import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.MountService.Attestation;
import org.fusefixture.internal.control.MountService.PageTransfer;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.mount.Kernel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Observes what a kernel does with the pages of writes. */
@Command(
    name = "attest",
    mixinStandardHelpOptions = true,
    description = {
      "Observes whether the kernel copies or aliases the pages of direct and buffered writes, in"
          + " each transfer mode. Flags alone prove nothing.",
      "Exit status: 0 on success. 69 if the sandbox cannot run here, if the kernel refuses a mode"
          + " named with --mode, or if it agrees to user pages and then copies them for a"
          + " privileged server."
    })
final class Attest implements Callable<Integer> {
  private static final Duration USUAL_TIME = Duration.ofSeconds(60);

  @Mixin private SandboxOptions sandboxOptions;

  @Option(
      names = "--mode",
      paramLabel = "M",
      description =
          "a transfer mode to test: ${COMPLETION-CANDIDATES}; may be repeated; default: all")
  private List<TransferMode> modes = List.of();

  @Option(names = "--json", description = "prints a JSON array")
  private boolean json;

  @Spec private CommandSpec spec;

  private record Asked(TransferMode mode, boolean dropSysAdmin) {}

  @Override
  public Integer call() {
    List<Attestation> found = new ArrayList<>();
    try (Sandboxes sandboxes = Sandboxes.separate()) {
      Sandbox sandbox = sandboxes.open(sandboxOptions.key());
      for (Asked request : requests(sandboxOptions.key().kernel())) {
        found.add(
            sandbox
                .control()
                .call(
                    "attest(" + request.mode() + ")",
                    StartLimit.of(USUAL_TIME, sandbox.key().kernel()).time(),
                    agent -> agent.mounts().attest(request.mode(), request.dropSysAdmin())));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new GsonBuilder()
              .setPrettyPrinting()
              .disableHtmlEscaping()
              .create()
              .toJson(found.stream().map(Attest::row).toList()));
    } else {
      print(found, out);
    }
    out.flush();
    boolean missing = found.stream().anyMatch(Attest::isMissing);
    return missing && !modes.isEmpty() ? ExitCodes.UNAVAILABLE : 0;
  }

  /** Each mode as a privileged server; on the patched kernel also what an unprivileged one gets. */
  private List<Asked> requests(Kernel kernel) {
    List<Asked> requests = new ArrayList<>();
    for (TransferMode mode : modes.isEmpty() ? List.of(TransferMode.values()) : modes) {
      requests.add(new Asked(mode, false));
      if (mode == TransferMode.SPLICE_USER_PAGES && kernel == Kernel.PATCHED) {
        requests.add(new Asked(mode, true));
      }
    }
    return requests;
  }

  /** Whether the mode is refused, or agreed to without effect. */
  private static boolean isMissing(Attestation row) {
    return row.direct() == PageTransfer.REFUSED
        || row.capSysAdmin() && row.mode() == TransferMode.SPLICE_USER_PAGES && !row.asPromised();
  }

  private static Map<String, Object> row(Attestation attestation) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kernel", attestation.kernel());
    row.put("mode", attestation.mode().name());
    row.put("capSysAdmin", attestation.capSysAdmin());
    row.put("direct", lower(attestation.direct()));
    row.put("buffered", lower(attestation.buffered()));
    row.put("detail", attestation.detail());
    return row;
  }

  private static void print(List<Attestation> found, PrintWriter out) {
    String format = "%-22s %-18s %-12s %-9s %-9s %s%n";
    out.printf(format, "kernel", "mode", "capSysAdmin", "direct", "buffered", "");
    for (Attestation row : found) {
      out.printf(
          format,
          row.kernel(),
          row.mode(),
          row.capSysAdmin() ? "yes" : "no",
          lower(row.direct()),
          lower(row.buffered()),
          row.asPromised() ? "" : row.detail());
    }
  }

  private static String lower(PageTransfer transfer) {
    return transfer.name().toLowerCase(Locale.ROOT);
  }
}
