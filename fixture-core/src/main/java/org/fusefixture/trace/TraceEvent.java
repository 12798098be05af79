package org.fusefixture.trace;

import java.util.Objects;

/**
 * One event of a trace.
 *
 * @param nanos when, in nanoseconds of CLOCK_MONOTONIC
 * @param source the process in which it happened
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
 *     empty for events that have no result
 * @param durationNanos time between request and reply, or of a call; -1 if unknown
 */
public record TraceEvent(
    long nanos,
    Source source,
    Kind kind,
    Phase phase,
    String thread,
    String name,
    long unique,
    long nodeId,
    long offset,
    long size,
    String arguments,
    String result,
    long durationNanos) {
  /** The result of a request or call that has not ended. */
  public static final String UNFINISHED = "?";

  /**
   * Refuses null; takes null for an empty thread, arguments or result.
   *
   * @param nanos as {@link #nanos()}
   * @param source as {@link #source()}
   * @param kind as {@link #kind()}
   * @param phase as {@link #phase()}
   * @param thread as {@link #thread()}
   * @param name as {@link #name()}
   * @param unique as {@link #unique()}
   * @param nodeId as {@link #nodeId()}
   * @param offset as {@link #offset()}
   * @param size as {@link #size()}
   * @param arguments as {@link #arguments()}
   * @param result as {@link #result()}
   * @param durationNanos as {@link #durationNanos()}
   */
  public TraceEvent {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(name, "name");
    thread = thread == null ? "" : thread;
    arguments = arguments == null ? "" : arguments;
    result = result == null ? "" : result;
  }

  /**
   * {@return whether it is the request or the reply with this number}
   *
   * @param request as {@link #unique()}
   */
  public boolean isOf(long request) {
    return unique == request && unique != 0;
  }

  /** {@return whether the result is an errno} */
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

  /** What an event tells. */
  public enum Kind {
    /** The server received a request. */
    REQUEST,
    /** The filesystem replied; the event is older than the moment when the kernel has the reply. */
    REPLY,
    /** The filesystem accessed a payload after its reply. */
    LATE_ACCESS,
    /** The server sent the kernel a notification. */
    NOTIFICATION,
    /** A fault fired. */
    FAULT,
    /** A system call of the client, from its start. */
    CALL,
    /** The client stamped, filled or changed pages. */
    PAGES
  }

  /** Where in the life of a request, or of a client's call, an event lies. */
  public enum Phase {
    /** A message has come from the kernel. */
    RECEIVED,
    /** Before the filesystem sees the request. */
    BEFORE_DISPATCH,
    /** Before the reply goes to the kernel. */
    BEFORE_REPLY,
    /** After the reply. */
    AFTER_REPLY,
    /** Before a system call of the client. */
    BEFORE_CALL,
    /** While a system call of the client runs. */
    DURING_CALL,
    /** After a system call of the client has returned. */
    AFTER_RETURN
  }

  /** The process in which an event happened. */
  public enum Source {
    /** The process that serves the mount. */
    SERVER,
    /** The process that uses the mount. */
    CLIENT
  }
}
