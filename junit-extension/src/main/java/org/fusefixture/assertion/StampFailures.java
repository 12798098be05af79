package org.fusefixture.assertion;

import java.util.Optional;
import org.assertj.core.error.ErrorMessageFactory;
import org.fusefixture.stamp.FileVerdict;

/** Judges a verdict on a file. */
final class StampFailures {
  private StampFailures() {}

  /** What is wrong, if anything is; an empty or shortened file holds no stamp. */
  static Optional<ErrorMessageFactory> find(String path, String how, FileVerdict verdict) {
    if (verdict.fileSize() == 0) {
      return Optional.of(new ShouldHaveContent(path, how, verdict.verdict().expected()));
    }
    if (!verdict.verdict().holds()) {
      return Optional.of(new ShouldHoldStamp(path, how, verdict.verdict()));
    }
    if (verdict.verdict().size() < verdict.fileSize()) {
      return Optional.of(
          new ShouldBeReadToItsEnd(path, how, verdict.verdict().size(), verdict.fileSize()));
    }
    return Optional.empty();
  }
}
