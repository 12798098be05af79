package org.fusefixture.internal.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.process.ClientCall;
import org.fusefixture.internal.control.process.ClientProcessDescription;
import org.fusefixture.internal.control.process.ClientProcessService;
import org.fusefixture.internal.control.process.ClientProcessSignal;
import org.fusefixture.internal.control.process.ClientProcessTarget;
import org.fusefixture.report.ClientProcessState;

/** Client processes of one call each, by number. */
final class ClientProcessEndpoint implements ClientProcessService {
  private final Map<Integer, ClientProcess> processes = new TreeMap<>();
  private final MountTable mounts;
  private final ServerCommand command;
  private final ChildProcesses children;
  private final TimedCalls calls;
  private int last;

  ClientProcessEndpoint(
      MountTable mounts, ServerCommand command, ChildProcesses children, TimedCalls calls) {
    this.mounts = mounts;
    this.command = command;
    this.children = children;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<ClientProcessDescription> start(ClientCall call) {
    AgentMount mount = mounts.get(call.mount());
    return calls.later(
        () -> {
          ClientProcess process = start(mount, call);
          int number = add(process);
          try {
            process.awaitCall();
          } catch (ControlException e) {
            remove(number);
            throw e;
          }
          return new ClientProcessDescription(number, process.pid());
        });
  }

  @Override
  public CompletableFuture<Void> signal(ClientProcessSignal request) {
    ClientProcess process = get(request.process());
    return calls.run(() -> process.signal(request.signal()));
  }

  @Override
  public CompletableFuture<ClientProcessState> state(ClientProcessTarget target) {
    ClientProcess process = get(target.process());
    return calls.later(process::state);
  }

  @Override
  public CompletableFuture<ClientProcessState> end(ClientProcessTarget target) {
    ClientProcess process = remove(target.process());
    return calls.later(process::end);
  }

  /** Kills those that use a mount, which is about to end. */
  void endAll(AgentMount mount) {
    List<ClientProcess> ended = new ArrayList<>();
    synchronized (processes) {
      processes.values().stream().filter(p -> p.mount() == mount.number()).forEach(ended::add);
      processes.values().removeAll(ended);
    }
    ended.forEach(ClientProcess::kill);
    ended.forEach(ClientProcess::end);
  }

  /** What is there, for the detection of leaks. */
  List<String> list() {
    synchronized (processes) {
      return processes.values().stream().map(ClientProcess::toString).toList();
    }
  }

  private ClientProcess start(AgentMount mount, ClientCall call) {
    List<String> arguments =
        List.of(
            mount.mountPoint().resolve(call.path()).toString(),
            call.direct() ? "1" : "0",
            Long.toString(call.size()),
            Long.toString(call.offset()),
            Long.toString(call.stamp().seed()),
            Long.toString(call.stamp().file()),
            Long.toString(call.stamp().generation()));
    try {
      return new ClientProcess(
          mount.number(),
          children.start(command.clientBuilder(arguments)),
          mount.client()::pagesGone);
    } catch (IOException e) {
      throw new ControlException(
          ControlError.of(ControlError.Kind.INTERNAL, "start a client process", String.valueOf(e)),
          e);
    }
  }

  private int add(ClientProcess process) {
    synchronized (processes) {
      processes.put(++last, process);
      return last;
    }
  }

  private ClientProcess get(int number) {
    synchronized (processes) {
      return require(number, processes.get(number));
    }
  }

  private ClientProcess remove(int number) {
    synchronized (processes) {
      return require(number, processes.remove(number));
    }
  }

  private static ClientProcess require(int number, ClientProcess process) {
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
