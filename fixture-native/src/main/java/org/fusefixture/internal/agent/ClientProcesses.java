package org.fusefixture.internal.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.internal.control.ClientProcessService;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.report.ClientProcessState;

/** Client processes of one call each, by number. */
final class ClientProcesses implements ClientProcessService {
  private final Map<Integer, SpawnedClient> processes = new TreeMap<>();
  private final MountTable mounts;
  private final ServerCommand command;
  private final ChildProcesses children;
  private final TimedCalls calls;
  private int last;

  ClientProcesses(
      MountTable mounts, ServerCommand command, ChildProcesses children, TimedCalls calls) {
    this.mounts = mounts;
    this.command = command;
    this.children = children;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<Started> start(StampedWrite write) {
    AgentMount mount = mounts.get(write.mount());
    return calls.later(
        () -> {
          SpawnedClient process = start(mount, write);
          int number = add(process);
          try {
            process.awaitCall();
          } catch (ControlException e) {
            remove(number);
            throw e;
          }
          return new Started(number, process.pid());
        });
  }

  @Override
  public CompletableFuture<Void> kill(int number, int signal) {
    ServerProcess.requireSignal(signal);
    SpawnedClient process = get(number);
    return calls.run(() -> process.signal(signal));
  }

  @Override
  public CompletableFuture<ClientProcessState> state(int number) {
    SpawnedClient process = get(number);
    return calls.later(process::state);
  }

  @Override
  public CompletableFuture<ClientProcessState> end(int number) {
    SpawnedClient process = remove(number);
    return calls.later(process::end);
  }

  /** Kills those that use a mount, which is about to end. */
  void endAll(AgentMount mount) {
    List<SpawnedClient> ended = new ArrayList<>();
    synchronized (processes) {
      processes.values().stream().filter(p -> p.mount() == mount.number()).forEach(ended::add);
      processes.values().removeAll(ended);
    }
    ended.forEach(SpawnedClient::kill);
    ended.forEach(SpawnedClient::end);
  }

  /** What is there, for the detection of leaks. */
  List<String> list() {
    synchronized (processes) {
      return processes.values().stream().map(SpawnedClient::toString).toList();
    }
  }

  private SpawnedClient start(AgentMount mount, StampedWrite write) {
    List<String> arguments =
        List.of(
            mount.mountPoint().resolve(write.path()).toString(),
            write.direct() ? "1" : "0",
            Long.toString(write.size()),
            Long.toString(write.offset()),
            Long.toString(write.stamp().seed()),
            Long.toString(write.stamp().file()),
            Long.toString(write.stamp().generation()));
    try {
      return new SpawnedClient(
          mount.number(),
          children.start(command.clientBuilder(arguments)),
          mount.client()::pagesGone);
    } catch (IOException e) {
      throw new ControlException(
          ControlError.of(ControlError.Kind.INTERNAL, "start a client process", String.valueOf(e)),
          e);
    }
  }

  private int add(SpawnedClient process) {
    synchronized (processes) {
      processes.put(++last, process);
      return last;
    }
  }

  private SpawnedClient get(int number) {
    synchronized (processes) {
      return require(number, processes.get(number));
    }
  }

  private SpawnedClient remove(int number) {
    synchronized (processes) {
      return require(number, processes.remove(number));
    }
  }

  private static SpawnedClient require(int number, SpawnedClient process) {
    if (process == null) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.BAD_REQUEST,
              "client process " + number,
              "there is no client process " + number));
    }
    return process;
  }
}
