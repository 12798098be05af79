package org.fusefixture.oracle;

import java.util.Objects;

/**
 * Bytes that may be found in a range.
 *
 * @param role whether they may be there, and why not
 * @param origin the call that they come from, for messages
 */
public record Candidate(Content content, Role role, String origin) {
  /** Whether bytes may be there. */
  public enum Role {
    /** They may. */
    LEGAL,
    /** They may, and a reader may also meet them half written. */
    UNDER_WAY,
    /** Not any more: a later write has returned. */
    REPLACED,
    /** Never: the client put them into its pages after the write from these had returned. */
    PAGES_CHANGED;

    boolean isLegal() {
      return this == LEGAL || this == UNDER_WAY;
    }
  }

  public Candidate {
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(role, "role");
    origin = origin == null ? "" : origin;
  }

  boolean isLegal() {
    return role.isLegal();
  }

  @Override
  public String toString() {
    return "[" + content + "] of " + origin;
  }
}
