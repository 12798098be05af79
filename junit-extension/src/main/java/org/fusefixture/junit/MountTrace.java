package org.fusefixture.junit;

import java.util.List;
import java.util.function.Supplier;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.trace.Trace;
import org.fusefixture.trace.TraceEvent;

/**
 * The trace of a mount: requests, replies and late accesses in its server, system calls and changes
 * of pages in its client, by CLOCK_MONOTONIC. It is kept from the mount on, the last few thousand
 * events of it.
 */
public final class MountTrace {
  private static final int MOST_EVENTS = 20_000;

  private final MountCalls calls;

  MountTrace(MountCalls calls) {
    this.calls = calls;
  }

  /** {@return all that is kept by now} */
  public Trace snapshot() {
    return last(MOST_EVENTS);
  }

  /**
   * {@return the last events}
   *
   * @param most number of events, at most
   */
  public Trace last(int most) {
    return calls.call("trace", agent -> agent.trace().trace(calls.mount(), most));
  }

  /**
   * {@return the requests of an operation that are kept by now, oldest first}
   *
   * @param opcode the operation
   */
  public List<TraceEvent> requests(Opcode opcode) {
    return snapshot()
        .where(
            event -> event.kind() == TraceEvent.Kind.REQUEST && event.name().equals(opcode.name()));
  }

  /**
   * Does something without tracing what the server does meanwhile, for example to measure it. Not
   * for several threads at a time.
   *
   * @param <T> what the action gives
   * @param action what to do
   * @return what the action gives
   */
  public <T> T without(Supplier<T> action) {
    switchOn(false);
    try {
      return action.get();
    } finally {
      switchOn(true);
    }
  }

  private void switchOn(boolean on) {
    calls.call(
        on ? "trace again" : "stop tracing", agent -> agent.trace().enable(calls.mount(), on));
  }

  /** Like strace(1): a line per event, requests joined with their replies. */
  @Override
  public String toString() {
    return snapshot().toString();
  }
}
