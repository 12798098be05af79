package org.fusefixture.trace;

import java.util.Objects;

/**
 * One event of a trace.
 *
 * @param nanos when, in nanoseconds of CLOCK_MONOTONIC
 * @param source the process it happened in
 * @param kind what it is
 * @param phase where in the life of its request or call it lies
 * @param thread name of the thread
 * @param name of the operation: an opcode, a system call, a change of pages, a notification
 * @param unique the request, 0 where there is none
 * @param nodeId the inode, 0 where there is none
 * @param offset in the file, or -1
 * @param size in bytes, or -1
 * @param arguments as text, without parentheses
 * @param result as text: a number, a negative errno ({@code -EIO}), {@code ?} while there is none;
 *     empty where no result is to be had
 * @param durationNanos time between request and reply, or of a call; -1 where it is not known
 */
public record TraceEvent(
    long nanos,
    TraceSource source,
    TraceKind kind,
    TracePhase phase,
    String thread,
    String name,
    long unique,
    long nodeId,
    long offset,
    long size,
    String arguments,
    String result,
    long durationNanos) {
  /** The result of what has not ended. */
  public static final String UNFINISHED = "?";

  public TraceEvent {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(name, "name");
    thread = thread == null ? "" : thread;
    arguments = arguments == null ? "" : arguments;
    result = result == null ? "" : result;
  }

  /** Whether it is the request or the reply with this number. */
  public boolean isOf(long request) {
    return unique == request && unique != 0;
  }

  /** Whether the result is an errno. */
  public boolean failed() {
    return result.startsWith("-E");
  }

  TraceEvent withResult(String value, long nanosTaken) {
    return new TraceEvent(
        nanos,
        source,
        kind,
        phase,
        thread,
        name,
        unique,
        nodeId,
        offset,
        size,
        arguments,
        value,
        nanosTaken);
  }

  /** As a line of a trace that starts at this event. */
  @Override
  public String toString() {
    return TraceText.line(this, nanos);
  }
}
