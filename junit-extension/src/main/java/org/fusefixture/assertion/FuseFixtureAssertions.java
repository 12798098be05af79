package org.fusefixture.assertion;

import org.fusefixture.junit.MountTrace;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.trace.Trace;

/**
 * Entry point of the assertions on mounted filesystems; to be imported statically, beside that of
 * AssertJ.
 */
public final class FuseFixtureAssertions {
  private FuseFixtureAssertions() {}

  /** Starts assertions on a trace. */
  public static TraceAssert assertThat(Trace actual) {
    return new TraceAssert(actual);
  }

  /** Starts assertions on what is traced by now. */
  public static TraceAssert assertThat(MountTrace actual) {
    return new TraceAssert(actual.snapshot());
  }

  /** Starts assertions on a mount. */
  public static MountedFilesystemAssert assertThat(MountedFilesystem actual) {
    return new MountedFilesystemAssert(actual);
  }
}
