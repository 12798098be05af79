package org.fusefixture.assertion;

import org.fusefixture.comparison.Comparison;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;

/**
 * Entry point of the assertions on mounted filesystems, on faults and on comparisons; to be
 * imported statically, beside that of AssertJ.
 */
public final class FuseFixtureAssertions {
  private FuseFixtureAssertions() {}

  /** Starts assertions on a mount. */
  public static MountedFilesystemAssert assertThat(MountedFilesystem actual) {
    return new MountedFilesystemAssert(actual);
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
