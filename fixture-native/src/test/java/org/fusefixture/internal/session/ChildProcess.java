package org.fusefixture.internal.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.TimeUnit;
import org.fusefixture.internal.linux.LinuxProcesses;

/** A program that uses a mount; killed when the test is over. */
final class ChildProcess implements AutoCloseable {
  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  static ChildProcess start(String... command) {
    try {
      return new ChildProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void signal(int signal) {
    LinuxProcesses.kill((int) process.pid(), signal);
  }

  /** The next line that it prints. */
  String line() throws IOException {
    return new BufferedReader(new InputStreamReader(process.getInputStream())).readLine();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it printed, once it has ended. */
  String output() throws IOException, InterruptedException {
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError(process.info().commandLine() + " did not end within 20 s");
    }
    return new String(process.getInputStream().readAllBytes());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
