package org.fusefixture.internal.report;

import java.util.Objects;
import org.fusefixture.stamp.StampVerdict;

/**
 * A file that did not hold what it should.
 *
 * @param path in the mount
 * @param how it was read
 * @param verdict sector by sector
 */
public record FileFinding(String path, String how, StampVerdict verdict) {
  public FileFinding {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(how, "how");
    Objects.requireNonNull(verdict, "verdict");
  }
}
