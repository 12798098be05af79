package org.fusefixture.internal.oracle;

import java.util.List;
import java.util.Objects;
import org.fusefixture.stamp.Stamp;

/**
 * What a file may hold. A value that is sent to where the file is read.
 *
 * @param path under which the file is known
 * @param size that it may have
 * @param own stamps of everything ever written to the file, with generation 0
 * @param pagesLent whether the filesystem sees the client's pages themselves, and so what the
 *     client puts into them after a write
 * @param segments without gaps, from the start of the requested range
 */
public record Expectation(
    String path, Size size, List<Stamp> own, boolean pagesLent, List<Segment> segments) {
  /**
   * A size in bytes, as exactly as it is known.
   *
   * @param least the smallest size that the file may have
   * @param most the largest size that the file may have
   * @param mayBeMissing whether the file may not exist at all
   */
  public record Size(long least, long most, boolean mayBeMissing) {
    boolean allows(long size) {
      return least <= size && size <= most;
    }

    @Override
    public String toString() {
      return least == most ? least + " bytes" : least + " to " + most + " bytes";
    }
  }

  /** A range with the same candidates throughout; the latest candidate comes last. */
  public record Segment(long start, long end, List<Candidate> candidates) {
    public Segment {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * A call that changed a file.
   *
   * @param number of the call; a later one has a greater number
   * @param start first byte that it changes
   * @param limit end of what it changes
   * @param text for a person
   */
  public record Origin(long number, Operation.Change change, long start, long limit, String text) {
    public Origin {
      Objects.requireNonNull(change, "change");
      Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
      return text;
    }
  }

  public Expectation {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(size, "size");
    own = List.copyOf(own);
    segments = List.copyOf(segments);
  }

  /**
   * Bytes that may be found in a range.
   *
   * @param role whether they may be there, and if not, why
   * @param origin the call that they come from
   */
  public record Candidate(Content content, Role role, Origin origin) {
    /** Whether bytes are legal. */
    public enum Role {
      /** They are legal. */
      LEGAL,
      /** They are legal, and may be half written. */
      UNDER_WAY,
      /** No longer legal: a later write has returned. */
      REPLACED,
      /** Never legal: the client put them into its pages after the write had returned. */
      PAGES_CHANGED;

      boolean isLegal() {
        return this == LEGAL || this == UNDER_WAY;
      }
    }

    public Candidate {
      Objects.requireNonNull(content, "content");
      Objects.requireNonNull(role, "role");
      Objects.requireNonNull(origin, "origin");
    }

    boolean isLegal() {
      return role.isLegal();
    }

    @Override
    public String toString() {
      return "[" + content + "] of " + origin;
    }
  }
}
