package org.fusefixture.trace;

/** Where in the life of a request, or of a client's call, an event lies. */
public enum TracePhase {
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
  /** While a system call of the client is under way. */
  DURING_CALL,
  /** After a system call of the client has returned. */
  AFTER_RETURN
}
