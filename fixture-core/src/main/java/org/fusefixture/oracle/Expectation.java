package org.fusefixture.oracle;

import java.util.List;
import java.util.Objects;
import org.fusefixture.stamp.Stamp;

/**
 * What a file may hold. A value that can travel to where the file is read.
 *
 * @param path under which the file is known
 * @param size that it may have
 * @param own stamps of what was ever written to it, of any generation
 * @param segments without gaps from the start of the range that was asked for
 */
public record Expectation(String path, Size size, List<Stamp> own, List<Segment> segments) {
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

  /** A range throughout which the same may be found; the latest candidate comes last. */
  public record Segment(long start, long end, List<Candidate> candidates) {
    public Segment {
      candidates = List.copyOf(candidates);
    }
  }

  public Expectation {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(size, "size");
    own = own == null ? List.of() : List.copyOf(own);
    segments = List.copyOf(segments);
  }
}
