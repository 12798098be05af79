package org.fusefixture.internal.session;

/**
 * What happens to a filesystem that accesses a payload after its reply. Each access is recorded.
 */
public enum LateAccessPolicy {
  /** It gets what is there now. */
  RECORD,

  /** It gets a {@link LateAccessException}. */
  REFUSE,

  /**
   * It waits until the client has changed its pages ({@link FuseSession#pagesChanged}), so that it
   * always loses, and then gets what is there. Threads of the session wait too: whoever uses the
   * mount has to report each change of its pages before it asks for anything else.
   */
  HOLD
}
