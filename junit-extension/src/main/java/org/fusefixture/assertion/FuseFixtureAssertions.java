package org.fusefixture.assertion;

import org.fusefixture.junit.MountedFilesystem;

/**
 * Entry point of the assertions on mounted filesystems; to be imported statically, beside that of
 * AssertJ.
 */
public final class FuseFixtureAssertions {
  private FuseFixtureAssertions() {}

  /** Starts assertions on a mount. */
  public static MountedFilesystemAssert assertThat(MountedFilesystem actual) {
    return new MountedFilesystemAssert(actual);
  }
}
