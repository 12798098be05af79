package org.fusefixture.mount;

/**
 * What the session does when a filesystem touches a payload after its reply; the constants are
 * those of the session's own policy, under which they are described.
 */
public enum LateAccessRule {
  /** It is recorded, and goes on. */
  RECORD,
  /** It is recorded, and throws. */
  REFUSE,
  /** It is recorded, and held back until the client has changed its pages. */
  HOLD
}
