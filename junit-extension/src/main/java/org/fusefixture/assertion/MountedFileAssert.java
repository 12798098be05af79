package org.fusefixture.assertion;

import org.assertj.core.api.AbstractAssert;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.stamp.FileVerdict;
import org.fusefixture.stamp.Stamp;

/** Assertions on a file, seen through the mount. */
public final class MountedFileAssert extends AbstractAssert<MountedFileAssert, MountedFilesystem> {
  private final String path;

  MountedFileAssert(MountedFilesystem actual, String path) {
    super(actual, MountedFileAssert.class);
    this.path = path;
  }

  /**
   * Verifies that all of the file holds what its client stamped in a generation; read with
   * O_DIRECT, past the page cache, and then through it.
   *
   * <pre>{@code
   * file.write(pages.stamp(1));
   * pages.stamp(2);
   * // passes unless the filesystem kept the client's pages
   * assertThat(fs).file("notes").holdsStamp(1);
   * }</pre>
   *
   * @param generation of the stamp
   * @return this
   */
  public MountedFileAssert holdsStamp(long generation) {
    return holdsStamp(actual.client().stampOf(path, generation));
  }

  /**
   * As {@link #holdsStamp(long)}, for a file that was stamped under another path.
   *
   * @param otherPath under which it was stamped
   * @param generation of the stamp
   * @return this
   */
  public MountedFileAssert holdsStampOf(String otherPath, long generation) {
    return holdsStamp(actual.client().stampOf(otherPath, generation));
  }

  /**
   * As {@link #holdsStamp(long)}, for any stamp.
   *
   * @param expected the stamp
   * @return this
   */
  public MountedFileAssert holdsStamp(Stamp expected) {
    check(expected, true, "through the mount with O_DIRECT");
    check(expected, false, "through the page cache");
    return this;
  }

  /**
   * Verifies the size that stat(2) gives.
   *
   * @param expected the size
   * @return this
   */
  public MountedFileAssert hasSize(ByteSize expected) {
    ByteSize size = ByteSize.bytes(actual.client().stat(path).size());
    if (!size.equals(expected)) {
      throwAssertionError(ContentMessages.shouldHaveFileSize(path, expected, size));
    }
    return this;
  }

  private void check(Stamp expected, boolean direct, String how) {
    FileVerdict verdict = actual.client().verify(path, expected, direct);
    ContentMessages.find(path, how, verdict).ifPresent(this::throwAssertionError);
  }
}
