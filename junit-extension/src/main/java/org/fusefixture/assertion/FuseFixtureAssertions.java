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

  /**
   * {@return assertions on a trace}
   *
   * @param actual the trace
   */
  public static TraceAssert assertThat(Trace actual) {
    return new TraceAssert(actual);
  }

  /**
   * {@return assertions on what is traced by now}
   *
   * @param actual the trace of a mount
   */
  public static TraceAssert assertThat(MountTrace actual) {
    return new TraceAssert(actual.snapshot());
  }

  /**
   * {@return assertions on a mount}
   *
   * @param actual the mount
   */
  public static MountedFilesystemAssert assertThat(MountedFilesystem actual) {
    return new MountedFilesystemAssert(actual);
  }

  /**
   * {@return assertions on the payload in pages of the client}
   *
   * @param actual the pages
   */
  public static PageBufferAssert assertThat(PageBuffer actual) {
    return new PageBufferAssert(actual);
  }

  /**
   * {@return assertions on what became of a fault}
   *
   * @param actual the receipt of the fault
   */
  public static ReceiptAssert assertThat(Receipt actual) {
    return new ReceiptAssert(actual);
  }

  /**
   * {@return assertions on a comparison of two modes}
   *
   * @param actual the comparison
   */
  public static ComparisonAssert assertThat(Comparison actual) {
    return new ComparisonAssert(actual);
  }
}
