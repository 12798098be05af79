package org.fusefixture.internal.sandbox.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes the namespaces of a sandbox for a moment, to see whether that can be done. */
final class Unshare {
  private static final int LIMIT_SECONDS = 5;

  private Unshare() {}

  /** See {@link ProcessObstacles.NamespaceTrial}. */
  static Optional<String> failure(boolean user) {
    List<String> command = new ArrayList<>(List.of("unshare"));
    if (user) {
      command.addAll(List.of("--user", "--map-root-user"));
    }
    command.addAll(List.of("--mount", "--pid", "--fork", "--mount-proc", "--", "true"));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of("unshare did not end within " + LIMIT_SECONDS + " s");
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of(output.isEmpty() ? "status " + process.exitValue() : output);
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
