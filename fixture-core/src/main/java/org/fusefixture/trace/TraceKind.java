package org.fusefixture.trace;

/** What an event of a trace tells. */
public enum TraceKind {
  /** The server received a request. */
  REQUEST,
  /** The filesystem replied; the event is older than the moment when the kernel had the reply. */
  REPLY,
  /** The filesystem accessed a payload after its reply. */
  LATE_ACCESS,
  /** The server told the kernel something on its own account. */
  NOTIFICATION,
  /** A fault fired. */
  FAULT,
  /** A system call of the client, from its start. */
  CALL,
  /** The client stamped, filled or changed pages. */
  PAGES
}
