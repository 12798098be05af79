package org.fusefixture.internal.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fusefixture.internal.control.AgentClient;
import org.fusefixture.internal.control.CommandService.Command;
import org.fusefixture.internal.control.CommandService.Ended;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;

/**
 * Runs commands in the sandbox. Each gets a session of its own by setsid(1), which does not fork
 * here, so that its process is the leader; whatever is left of the session at its end is killed.
 */
final class CommandRunner {
  private static final List<String> SETSID = List.of("/usr/bin/setsid", "/bin/setsid");
  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration OUTPUT_LIMIT = Duration.ofSeconds(5);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  /** Gets what a command writes, in the order of its output. */
  @FunctionalInterface
  interface Output {
    void write(int run, AgentClient.Stream stream, byte[] content);
  }

  private final SandboxLayout layout;
  private final ChildProcesses children;
  private final TimedCalls calls;
  private final Output output;

  CommandRunner(SandboxLayout layout, ChildProcesses children, TimedCalls calls, Output output) {
    this.layout = layout;
    this.children = children;
    this.calls = calls;
    this.output = output;
  }

  /** Runs a command; the future completes at its end, and kills it when it is cancelled. */
  CompletableFuture<Ended> run(Command command) {
    CompletableFuture<Ended> answer = new CompletableFuture<>();
    CompletableFuture<Process> started = new CompletableFuture<>();
    answer.whenComplete(
        (result, failure) -> {
          if (answer.isCancelled()) {
            started.thenAccept(process -> ProcessSession.of(process).kill());
          }
        });
    calls
        .later(() -> run(command, started))
        .whenComplete(
            (result, failure) -> {
              if (failure == null) {
                answer.complete(result);
              } else {
                answer.completeExceptionally(failure);
                started.completeExceptionally(failure);
              }
            });
    started
        .orTimeout(START_LIMIT.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(
            failure -> {
              answer.completeExceptionally(stuck(command));
              return null;
            });
    return answer;
  }

  private Ended run(Command command, CompletableFuture<Process> started) {
    Process process = start(command);
    if (!started.complete(process)) {
      ProcessSession.of(process).kill(); // nobody waits for it any more
    }
    return await(command, process);
  }

  private static ControlException stuck(Command command) {
    return new ControlException(
        ControlError.of(
            ControlError.Kind.TIMEOUT,
            "run " + command.arguments(),
            "the command has not started within "
                + START_LIMIT.toSeconds()
                + " s. A new process closes what the client has open, which sends a FLUSH that a"
                + " stopped server does not answer, and in Linux 6.12 waits for a direct write to"
                + " it that is under way (fuse_flush, fs/fuse/file.c): start the command before the"
                + " file is opened, or let the server go on or the write return first"));
  }

  private Process start(Command command) {
    List<String> arguments = new ArrayList<>();
    SETSID.stream()
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .ifPresent(arguments::add);
    arguments.addAll(command.arguments());
    String directory = command.directory();
    File start = directory.isEmpty() ? layout.root().toFile() : new File(directory);
    ProcessBuilder builder =
        new ProcessBuilder(arguments).directory(start).redirectInput(new File("/dev/null"));
    builder.environment().putAll(command.environment());
    requireProgram(command, builder.environment().getOrDefault("PATH", "/usr/bin:/bin"), start);
    try {
      return children.start(builder);
    } catch (IOException e) {
      throw refuse(command, e.getMessage());
    }
  }

  /** setsid(1) would only say so in the output. */
  private static void requireProgram(Command command, String path, File start) {
    String program = command.arguments().get(0);
    boolean found =
        program.indexOf('/') >= 0
            ? Files.isExecutable(start.toPath().resolve(program))
            : Arrays.stream(path.split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    if (!found) {
      throw refuse(command, "there is no program \"" + program + "\" in the sandbox, PATH " + path);
    }
  }

  private static ControlException refuse(Command command, String why) {
    return new ControlException(
        ControlError.of(
            ControlError.Kind.BAD_REQUEST,
            "run " + command.arguments(),
            "the command cannot be started: " + why));
  }

  private Ended await(Command command, Process process) {
    long start = System.nanoTime();
    ProcessSession session = ProcessSession.of(process);
    OutputPump standardOutput =
        OutputPump.start(
            command.run(), AgentClient.Stream.STANDARD_OUTPUT, process.getInputStream(), output);
    OutputPump standardError =
        OutputPump.start(
            command.run(), AgentClient.Stream.STANDARD_ERROR, process.getErrorStream(), output);
    boolean ended = waitFor(process, Duration.ofMillis(command.limitMillis()));
    session.kill();
    if (!ended && !waitFor(process, KILL_LIMIT)) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.TIMEOUT,
              "run " + command.arguments(),
              "the command does not end, even by SIGKILL: " + session));
    }
    standardOutput.awaitEnd(OUTPUT_LIMIT);
    standardError.awaitEnd(OUTPUT_LIMIT);
    return new Ended(
        process.exitValue(), !ended, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  private static boolean waitFor(Process process, Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Sends on what a command writes, in chunks, as fast as the other end takes them: the channel
   * makes the pump wait, the pump makes the pipe fill, and that makes the command wait.
   */
  static final class OutputPump {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final InputStream source;

    private OutputPump(InputStream source) {
      this.source = source;
    }

    static OutputPump start(
        int run, AgentClient.Stream stream, InputStream source, CommandRunner.Output target) {
      OutputPump pump = new OutputPump(source);
      Thread thread =
          new Thread(() -> pump.pump(run, stream, target), "output-" + run + "-" + stream);
      thread.setDaemon(true);
      thread.start();
      return pump;
    }

    /**
     * Waits for the end of the stream. A process that left the command's session may hold it open;
     * it is not waited for beyond the limit.
     */
    void awaitEnd(Duration limit) {
      try {
        if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          source.close();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        return; // closed is what it was to be
      }
    }

    private void pump(int run, AgentClient.Stream stream, CommandRunner.Output target) {
      byte[] buffer = new byte[AgentClient.MOST_BYTES];
      try {
        int count;
        while ((count = source.read(buffer)) > 0) {
          target.write(run, stream, Arrays.copyOf(buffer, count));
        }
      } catch (IOException e) {
        return; // closed by awaitEnd, or by the process's end
      } finally {
        ended.countDown();
      }
    }
  }
}
