package org.fusefixture.internal.sandbox.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the Java of this JVM at low priority, and kills it when this JVM ends. */
final class BackgroundJava {
  private static final int LIMIT_SECONDS = 120;

  /**
   * Kills the process when the thread that started it ends; that thread waits for it (prctl(2)).
   */
  private static final List<String> END_WITH_THIS_JVM = List.of("setpriv", "--pdeathsig", "KILL");

  /** Low, but not so low that it never runs on a busy machine. */
  private static final String NICENESS = "5";

  /**
   * Runs it to its end.
   *
   * @param prefix of the command
   * @return whether it succeeded
   * @throws IOException if this JVM is about to end, or the process cannot be started
   */
  boolean run(List<String> prefix, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("nice", "-n", NICENESS));
    command.addAll(prefix);
    command.addAll(END_WITH_THIS_JVM);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread end = new Thread(process::destroyForcibly, "fuse-fixture-archive-end");
    try {
      hook(end);
      process.getOutputStream().close();
      return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
      unhook(end);
    }
  }

  private static void hook(Thread end) throws IOException {
    try {
      Runtime.getRuntime().addShutdownHook(end);
    } catch (IllegalStateException e) {
      throw new IOException("this JVM is about to end", e);
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
