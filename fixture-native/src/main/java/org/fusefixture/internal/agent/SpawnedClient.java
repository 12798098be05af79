package org.fusefixture.internal.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.fusefixture.internal.client.ClientProcessMain;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.linux.ExitStatus;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.report.ClientProcessState;

/** A client process of one call, from its start to its end. */
final class SpawnedClient {
  private static final Duration START_TIME = Duration.ofSeconds(30);
  private static final Duration END_LIMIT = Duration.ofSeconds(5);

  private final int mount;
  private final Process process;
  private final OutputTail output;
  private final OutputTail errors;

  /**
   * @param gone is run when it has ended, and its pages with it
   */
  SpawnedClient(int mount, Process process, Runnable gone) {
    this.mount = mount;
    this.process = process;
    this.output = OutputTail.of("client " + process.pid(), process.getInputStream());
    process.onExit().thenRun(gone);
    this.errors = OutputTail.of("client " + process.pid(), process.getErrorStream());
  }

  int mount() {
    return mount;
  }

  long pid() {
    return process.pid();
  }

  /** Waits until it is about to make its call, or could not open its file. */
  void awaitCall() {
    StartLimit limit = StartLimit.of(START_TIME);
    String text = output.await("\n", 0, limit.time());
    if (!text.contains(ClientProcessMain.CALLING)) {
      kill();
      errors.awaitEnd(END_LIMIT);
      throw new ControlException(
          ControlError.of(
                  ControlError.Kind.INTERNAL,
                  "start a client process",
                  text.isEmpty()
                      ? "it did not get to its call within " + limit
                      : "it could not open its file: " + text.strip())
              .withDetail(errors.text()));
    }
  }

  void signal(int number) {
    if (!process.isAlive()) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.BAD_REQUEST,
              "kill(" + pid() + ", " + number + ")",
              "the client process has ended already: " + state().exit()));
    }
    LinuxProcesses.kill((int) pid(), number);
  }

  ClientProcessState state() {
    boolean alive = process.isAlive();
    if (!alive) {
      output.awaitEnd(END_LIMIT);
    }
    String exit = alive ? "" : ExitStatus.describe(process.exitValue());
    String text = output.text();
    int at = text.indexOf(ClientProcessMain.RETURNED + " ");
    int end = at < 0 ? -1 : text.indexOf('\n', at);
    if (end < 0) {
      return new ClientProcessState(alive, false, 0, exit);
    }
    String result = text.substring(at + ClientProcessMain.RETURNED.length() + 1, end);
    return new ClientProcessState(alive, true, Long.parseLong(result.trim()), exit);
  }

  /** Ends its input, and kills it where it does not go. */
  ClientProcessState end() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      kill(); // its end of the pipe is gone, and so is it, or soon
    }
    if (!awaitExit()) {
      kill();
      awaitExit();
    }
    return state();
  }

  void kill() {
    process.destroyForcibly();
  }

  private boolean awaitExit() {
    try {
      return process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public String toString() {
    return "client process " + pid() + " of mount " + mount;
  }
}
