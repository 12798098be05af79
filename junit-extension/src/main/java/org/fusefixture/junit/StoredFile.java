package org.fusefixture.junit;

import org.fusefixture.internal.control.VerdictService.StampedFile;
import org.fusefixture.stamp.FileVerdict;
import org.fusefixture.stamp.Stamp;

/**
 * A file as the filesystem under test stored it. Needs a filesystem that implements {@link
 * org.fusefixture.filesystem.StoredContent}.
 */
public final class StoredFile {
  private final MountCalls calls;
  private final String path;

  StoredFile(MountCalls calls, String path) {
    this.calls = calls;
    this.path = path;
  }

  /** {@return the path, relative to the root of the mount} */
  public String path() {
    return path;
  }

  /**
   * {@return how all of it compares with a stamp}
   *
   * @param expected the stamp
   */
  public FileVerdict verify(Stamp expected) {
    return calls.note(
        path,
        "as it is stored",
        calls.call(
            "verify stored file \"" + path + '"',
            agent ->
                agent
                    .verdicts()
                    .verifyStored(StampedFile.whole(calls.mount(), path, expected, false))));
  }

  /**
   * {@return how all of it compares with the stamp that a client gives this file in a generation}
   *
   * @param generation of the stamp
   */
  public FileVerdict verify(long generation) {
    return verify(calls.stamp(path, generation));
  }
}
