package org.fusefixture.mount;

/**
 * What happens to a filesystem that accesses a WRITE's payload after its reply. Each such access is
 * recorded.
 */
public enum LateAccessPolicy {
  /** It gets the bytes that are there now. */
  RECORD,

  /** It gets an exception, an {@link IllegalStateException}. */
  REFUSE,

  /**
   * It waits until the client has changed its pages, and then gets the bytes that are there: a
   * filesystem that accesses late always loses. Threads of the session wait too, so whoever uses
   * the mount must report each change of its pages before it asks for anything else.
   */
  HOLD
}
