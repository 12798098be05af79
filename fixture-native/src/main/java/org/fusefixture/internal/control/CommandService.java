package org.fusefixture.internal.control;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** Commands inside the sandbox. */
@JsonSegment("command")
public interface CommandService {
  /**
   * A command, which runs in a session and process group of its own.
   *
   * @param run identifies the command in {@link AgentClient#output}; chosen by the caller, unique
   *     in its channel
   * @param arguments the program and its arguments; found by PATH of the sandbox
   * @param environment added to that of the agent
   * @param directory to run in; empty for the sandbox's root
   * @param limitMillis after which the process group is killed
   */
  record Command(
      int run,
      List<String> arguments,
      Map<String, String> environment,
      String directory,
      long limitMillis) {
    public Command {
      if (arguments == null || arguments.isEmpty()) {
        throw new IllegalArgumentException("a command needs at least the name of a program");
      }
      arguments = List.copyOf(arguments);
      environment = environment == null ? Map.of() : Map.copyOf(environment);
      directory = directory == null ? "" : directory;
      if (limitMillis <= 0) {
        throw new IllegalArgumentException("limitMillis (" + limitMillis + ") must be positive");
      }
    }
  }

  /**
   * How a command ended; all of its output was sent before.
   *
   * @param status exit status as a shell gives it: 128 + number for a signal
   * @param timedOut whether the limit passed and the process group was killed
   * @param millis that it ran
   */
  record Ended(int status, boolean timedOut, long millis) {}

  /**
   * Runs a command to its end; its output comes by notifications meanwhile. A command that cannot
   * be started fails with BAD_REQUEST and the reason. Cancelling the future kills it.
   */
  @JsonRequest
  CompletableFuture<Ended> run(Command command);
}
