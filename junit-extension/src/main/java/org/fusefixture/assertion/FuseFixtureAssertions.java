package org.fusefixture.assertion;

import org.fusefixture.comparison.Comparison;
import org.fusefixture.junit.MountTrace;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.junit.Receipt;
import org.fusefixture.trace.Trace;

/**
 * Entry point of the assertions on mounted filesystems, on payloads, traces, faults and
 * comparisons; to be imported statically, beside that of AssertJ.
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

  /** Starts assertions on the payload in pages of the client. */
  public static PageBufferAssert assertThat(PageBuffer actual) {
    return new PageBufferAssert(actual);
  }

  /** Starts assertions on what became of a fault. */
  public static ReceiptAssert assertThat(Receipt actual) {
    return new ReceiptAssert(actual);
  }

  /** Starts assertions on a comparison of two modes. */
  public static ComparisonAssert assertThat(Comparison actual) {
    return new ComparisonAssert(actual);
  }
}
