package org.fusefixture.junit;

import java.util.concurrent.atomic.AtomicReference;
import org.fusefixture.internal.control.ClientProcessService;
import org.fusefixture.report.ClientProcessState;

/**
 * A client process of its own, which makes one call, keeps its pages afterwards, and can be killed
 * at any time. Closing it ends it.
 */
public final class ClientProcess implements AutoCloseable {
  private static final int SIGKILL = 9;

  private final MountCalls calls;
  private final ClientProcessService.Started process;
  private final AtomicReference<ClientProcessState> end = new AtomicReference<>();

  ClientProcess(MountCalls calls, ClientProcessService.Started process) {
    this.calls = calls;
    this.process = process;
  }

  /** {@return its process ID in the sandbox} */
  public long pid() {
    return process.pid();
  }

  /** {@return what became of it and of its call so far} */
  public ClientProcessState state() {
    ClientProcessState last = end.get();
    return last != null
        ? last
        : calls.call(
            "state of a client process", agent -> agent.processes().state(process.process()));
  }

  /** Ends it at once: SIGKILL. A call that the server has keeps it until it is answered. */
  public void kill() {
    calls.call(
        "kill a client process", agent -> agent.processes().kill(process.process(), SIGKILL));
  }

  /** Ends it, once; its pages go with it. */
  @Override
  public void close() {
    if (end.get() == null) {
      end.set(
          calls.call("end a client process", agent -> agent.processes().end(process.process())));
    }
  }
}
