package org.fusefixture.sandbox.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the Java of this JVM with the lowest priority, no longer than this JVM. */
final class BackgroundJava {
  private static final int LIMIT_SECONDS = 120;

  /**
   * Runs it to its end.
   *
   * @throws ArchiveFailedException if that is not success
   */
  void run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread end = new Thread(process::destroyForcibly, "fuse-fixture-archive-end");
    boolean hooked = hook(end);
    try {
      process.getOutputStream().close();
      if (!hooked || !process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new ArchiveFailedException(command + " took more than " + LIMIT_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new ArchiveFailedException(command + " ended with " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
      unhook(end);
    }
  }

  private static boolean hook(Thread end) throws IOException {
    try {
      Runtime.getRuntime().addShutdownHook(end);
      return true;
    } catch (IllegalStateException e) {
      return false; // this JVM is about to end
    }
  }

  private static void unhook(Thread end) {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      return; // it runs
    }
  }
}
