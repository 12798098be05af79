package org.fusefixture.assertion;

import org.assertj.core.api.AbstractAssert;
import org.fusefixture.junit.StoredFile;
import org.fusefixture.stamp.FileVerdict;
import org.fusefixture.stamp.Stamp;

/** Assertions on a file as the filesystem stored it. */
public final class StoredFileAssert extends AbstractAssert<StoredFileAssert, StoredFile> {
  private final Stamp stamp;

  StoredFileAssert(StoredFile actual, Stamp stamp) {
    super(actual, StoredFileAssert.class);
    this.stamp = stamp;
  }

  /**
   * Verifies that all of the stored file holds what its client stamped in a generation. Content
   * that is still in the page cache is not stored yet: sync the file first where it was not written
   * with DIRECT.
   *
   * @param generation of the stamp
   * @return this
   */
  public StoredFileAssert holdsStamp(long generation) {
    return holdsStamp(stamp.withGeneration(generation));
  }

  /**
   * As {@link #holdsStamp(long)}, for any stamp.
   *
   * @param expected the stamp
   * @return this
   */
  public StoredFileAssert holdsStamp(Stamp expected) {
    FileVerdict verdict = actual.verify(expected);
    ContentMessages.find(actual.path(), "as the filesystem stored it", verdict)
        .ifPresent(this::throwAssertionError);
    return this;
  }
}
