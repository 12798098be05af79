package org.fusefixture.internal.sandbox.guest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.sandbox.AgentSandbox;
import org.fusefixture.internal.sandbox.AgentTransport;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.internal.sandbox.SandboxKey;

/**
 * The serial line of a guest before it becomes the control stream: the guest reports that it is
 * ready, then the command is sent to it. Nothing may be sent earlier.
 */
public final class SerialLine {
  private static final String READY = "guest ready";
  private static final int LONGEST_LINE = 4096;
  private static final Duration BOOT_TIME = Duration.ofSeconds(120);
  private static final Duration HELLO_TIME = Duration.ofSeconds(180);

  /**
   * How the line begins in which UML reports its check of ptrace(2): arch/um/os-Linux/start_up.c
   * (6.12).
   */
  private static final String PTRACE_CHECK = "ptrace";

  private static final String REFUSED = "Operation not permitted";

  private final SandboxKey key;
  private final AgentTransport guest;
  private final LogTail log;

  private SerialLine(SandboxKey key, AgentTransport guest, LogTail log) {
    this.key = key;
    this.guest = guest;
    this.log = log;
  }

  /**
   * Waits for a guest that is booting, has it run an agent, and waits for that.
   *
   * @param guest whose control stream is its serial line; booted with {@link GuestCommand#reader}
   * @param log receives the console
   * @param agent the command that the guest runs
   * @throws SandboxFailedException with the end of the log if any of this fails; the guest has then
   *     been ended
   */
  public static Sandbox awaitAgent(
      SandboxKey key, AgentTransport guest, LogTail log, GuestCommand agent) {
    SerialLine line = new SerialLine(key, guest, log);
    line.awaitBoot();
    line.send(agent);
    return AgentSandbox.greet(key, guest, log, StartLimit.of(HELLO_TIME));
  }

  private void awaitBoot() {
    CompletableFuture<String> first = CompletableFuture.supplyAsync(this::firstLine);
    StartLimit limit = StartLimit.of(BOOT_TIME);
    try {
      String text = first.get(limit.time().toMillis(), TimeUnit.MILLISECONDS);
      if (!text.equals(READY)) {
        throw failure(
            text.isEmpty()
                ? "it ended before it was ready"
                : "it said \"" + text + "\" instead of \"" + READY + "\"",
            null);
      }
    } catch (TimeoutException e) {
      throw failure("it was not ready within " + limit, e);
    } catch (ExecutionException e) {
      throw failure(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("the wait for it was interrupted", e);
    }
  }

  private void send(GuestCommand agent) {
    try {
      guest.toAgent().write(agent.text());
      guest.toAgent().flush();
    } catch (IOException e) {
      throw failure("it did not accept the command: " + e.getMessage(), e);
    }
  }

  /** Byte by byte, since what follows the line belongs to the control stream. */
  private String firstLine() {
    InputStream from = guest.fromAgent();
    byte[] line = new byte[LONGEST_LINE];
    int length = 0;
    try {
      int next = from.read();
      while (next >= 0 && next != '\n' && length < LONGEST_LINE) {
        line[length++] = (byte) next;
        next = from.read();
      }
    } catch (IOException e) {
      throw new IllegalStateException("its serial line cannot be read: " + e.getMessage(), e);
    }
    return new String(line, 0, length, StandardCharsets.UTF_8).strip();
  }

  /** Ends the guest first, so that the log is complete. */
  private SandboxFailedException failure(String why, Throwable cause) {
    RuntimeException unended = null;
    try {
      guest.end();
    } catch (RuntimeException e) {
      unended = e;
    }
    String console = log.text();
    SandboxFailedException failure =
        SandboxFailedException.withLog(
            "the guest of a " + key.describe() + " did not boot: " + why + advice(console),
            console,
            cause);
    if (unended != null) {
      failure.addSuppressed(unended);
    }
    return failure;
  }

  private static String advice(String console) {
    boolean refused =
        console.lines().anyMatch(line -> line.contains(PTRACE_CHECK) && line.contains(REFUSED));
    return refused
        ? "; ptrace(2), by which it runs its processes, is refused here: permit it (in a container,"
            + " use a seccomp profile that permits ptrace, as Docker's own does since kernel 4.8)"
        : "";
  }
}
