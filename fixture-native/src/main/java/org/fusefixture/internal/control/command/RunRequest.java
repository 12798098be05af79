package org.fusefixture.internal.control.command;

import java.util.List;
import java.util.Map;

/**
 * Runs a command in the sandbox, in a session and process group of its own.
 *
 * @param run identifies the command in {@link OutputChunk}s; chosen by the caller, unique in its
 *     channel
 * @param arguments the program and its arguments; found by PATH of the sandbox
 * @param environment added to that of the agent
 * @param directory to run in; null for the sandbox's root
 * @param limitMillis after which the process group is killed
 */
public record RunRequest(
    int run,
    List<String> arguments,
    Map<String, String> environment,
    String directory,
    long limitMillis) {
  public RunRequest {
    if (arguments == null || arguments.isEmpty()) {
      throw new IllegalArgumentException("a command has at least the name of a program");
    }
    arguments = List.copyOf(arguments);
    environment = environment == null ? Map.of() : Map.copyOf(environment);
    if (limitMillis <= 0) {
      throw new IllegalArgumentException("limitMillis (" + limitMillis + ") must be positive");
    }
  }
}
