package org.fusefixture.internal.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.fusefixture.internal.control.ControlChannel;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.ControlProtocol;
import org.fusefixture.internal.control.FaultService;
import org.fusefixture.internal.control.MountService.Stacks;
import org.fusefixture.internal.control.ServerClient;
import org.fusefixture.internal.control.ServerService;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.linux.ExitStatus;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.ProcessStatus;

/** A server process, from its start to its end. */
final class ServerProcess {
  private static final int SIGQUIT = 3;
  private static final Duration STACKS_LIMIT = Duration.ofSeconds(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final Process process;
  private final OutputTail standardError;
  private final ControlChannel<ServerService> channel;
  private final CompletableFuture<String> exit;
  private final CompletableFuture<Void> ready;
  private final RulePause pause;
  private final CompletableFuture<Void> succeeded = new CompletableFuture<>();
  private volatile FaultService.Report finalFaultReport = FaultService.Report.EMPTY;
  private volatile boolean toBeRestarted;
  private volatile int program;

  private ServerProcess(Process process) {
    this.process = process;
    String name = "server " + process.pid();
    this.pause = new RulePause(process.pid());
    this.standardError = OutputTail.of(name, process.getErrorStream());
    this.channel =
        ControlChannel.open(
            name,
            process.getInputStream(),
            process.getOutputStream(),
            new FromServer(),
            ServerService.class);
    this.exit = process.onExit().thenApply(ended -> ExitStatus.describe(ended.exitValue()));
    exit.thenRun(channel::close);
    this.ready =
        channel
            .send("hello", server -> server.hello(ControlProtocol.VERSION, "agent"))
            .thenAccept(version -> ControlProtocol.requireVersion(name, version));
  }

  static ServerProcess start(ServerCommand command, boolean measured, ChildProcesses children) {
    ProcessBuilder builder = command.builder(measured);
    try {
      return new ServerProcess(children.start(builder));
    } catch (IOException e) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.INTERNAL,
              "start a server",
              e.getMessage() + "; command: " + builder.command()),
          e);
    }
  }

  long pid() {
    return process.pid();
  }

  /**
   * It relays for a program, which gets the signals.
   *
   * @param pid of the program; 0 for a filesystem in Java
   */
  void standsFor(int pid) {
    program = pid;
  }

  /** Processes that it has started: those of a program. */
  List<Long> helpers() {
    return process.descendants().map(ProcessHandle::pid).toList();
  }

  /** The process of the filesystem under test. */
  long servingPid() {
    return program == 0 ? process.pid() : program;
  }

  boolean isAlive() {
    return !exit.isDone();
  }

  /** Completes with how it ended. */
  CompletableFuture<String> exit() {
    return exit.copy();
  }

  /** What became of its faults, told when one of them was about to kill it. */
  FaultService.Report finalFaultReport() {
    return finalFaultReport;
  }

  /** Whether a fault has killed it, or is about to, so that another one takes its place. */
  boolean isToBeRestarted() {
    return toBeRestarted;
  }

  /** Completes when another one has taken its place, or could not. */
  CompletableFuture<Void> succeeded() {
    return succeeded;
  }

  /** Whether one of its faults has stopped it. */
  RulePause pause() {
    return pause;
  }

  /** The last part of its standard error. */
  String standardError() {
    if (!isAlive()) {
      standardError.awaitEnd(STACKS_LIMIT);
    }
    return standardError.text();
  }

  /** Waits until it answers. */
  void awaitReady(StartLimit limit) {
    try {
      ready.get(limit.time().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ControlException(
          ControlError.of(
                  ControlError.Kind.TIMEOUT,
                  "start a server",
                  "the server process did not say hello within " + limit)
              .withDetail(standardError()),
          e);
    } catch (ExecutionException e) {
      throw died("start a server", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw died("start a server", e);
    }
  }

  /**
   * Calls the server.
   *
   * @throws ControlException what it answered; SERVER_DIED where it is gone
   */
  <T> T call(String call, Duration limit, Function<ServerService, CompletableFuture<T>> request) {
    try {
      return channel.call(call, limit, request);
    } catch (ControlException e) {
      if (e.kind() == ControlError.Kind.DISCONNECTED) {
        throw died(call, e);
      }
      throw e;
    }
  }

  /** Why nothing works any more. */
  ControlException died(String call, Throwable cause) {
    awaitExit(STACKS_LIMIT);
    return new ControlException(
        ControlError.of(
                ControlError.Kind.SERVER_DIED,
                call,
                "the server process "
                    + pid()
                    + " died: "
                    + exit.getNow("still running, but its" + " control channel has ended"))
            .withDetail(standardError()),
        cause);
  }

  /** Asks for the stacks; where there is no answer, has the virtual machine print them. */
  Stacks stacks() {
    if (!isAlive()) {
      return new Stacks("", "none: the server process ended with " + exit.join());
    }
    try {
      return channel.call("stacks", STACKS_LIMIT, ServerService::stacks);
    } catch (ControlException e) {
      return printedStacks();
    }
  }

  /** Refuses what is no number of signal(7). */
  static void requireSignal(int number) {
    if (number < 1 || number > 64) {
      throw new IllegalArgumentException("signal (" + number + ") must be from 1 to 64");
    }
  }

  /**
   * Sends a signal to the filesystem under test, a program's further processes included; a process
   * that is gone is reported.
   */
  void signal(int number) {
    if (!isAlive()) {
      throw died("kill(" + pid() + ", " + number + ")", null);
    }
    if (number == LinuxProcesses.SIGCONT) {
      pause.ended();
    }
    if (program == 0) {
      LinuxProcesses.kill((int) pid(), number);
    } else {
      process.descendants().forEach(each -> signal(each, number));
    }
  }

  private static void signal(ProcessHandle target, int number) {
    try {
      LinuxProcesses.kill((int) target.pid(), number);
    } catch (LinuxException e) {
      return; // ESRCH: it has just ended
    }
  }

  /** Ends its input and waits; kills it where it does not go. How it ended. */
  String stop() {
    channel.close();
    resume();
    if (!awaitExit(STOP_LIMIT)) {
      kill();
      awaitExit(STOP_LIMIT);
    }
    return exit.getNow("does not end, even by SIGKILL");
  }

  /** Who was stopped by a signal, and let go on by none, would not see the end of its input. */
  private void resume() {
    if (isAlive()) {
      try {
        LinuxProcesses.kill((int) pid(), LinuxProcesses.SIGCONT);
      } catch (LinuxException e) {
        return; // gone meanwhile
      }
    }
  }

  /** SIGKILL, without waiting; also to a program that it relays for. */
  void kill() {
    List<ProcessHandle> others = process.descendants().toList();
    process.destroyForcibly();
    others.forEach(ProcessHandle::destroyForcibly);
  }

  boolean awaitExit(Duration limit) {
    try {
      exit.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Stacks printedStacks() {
    long before = standardError.position();
    try {
      LinuxProcesses.kill((int) pid(), SIGQUIT);
    } catch (LinuxException e) {
      return new Stacks("", "none: " + e.getMessage());
    }
    String text = standardError.await("Heap", before, STACKS_LIMIT);
    if (text.isBlank()) {
      return new Stacks(
          "",
          "none: neither the server nor its virtual machine answers; process "
              + ChildProcesses.all().stream()
                  .filter(status -> status.pid() == pid())
                  .map(ProcessStatus::toString)
                  .findFirst()
                  .orElse(pid() + " is gone"));
    }
    return new Stacks(text, "by SIGQUIT, since the server did not answer");
  }

  /** What it tells by itself. */
  private final class FromServer implements ServerClient {
    @Override
    public CompletableFuture<Void> finalFaultReport(FaultService.Report faults, boolean restart) {
      finalFaultReport = faults;
      toBeRestarted = restart;
      return CompletableFuture.completedFuture(null);
    }

    /** Not on the channel's own thread, as it waits; the answer is read when the server goes on. */
    @Override
    public CompletableFuture<Void> pause(FaultService.Report faults, long limitMillis) {
      return CompletableFuture.runAsync(() -> pause.pause(faults, Duration.ofMillis(limitMillis)));
    }
  }
}
