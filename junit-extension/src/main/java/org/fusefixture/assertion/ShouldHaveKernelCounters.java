package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;

/** The kernel of the mount does not count user pages. */
final class ShouldHaveKernelCounters extends BasicErrorMessageFactory {
  ShouldHaveKernelCounters(String absence) {
    super(
        "%nExpecting the kernel to count user pages and late accesses, but it does not:%n  %s%n"
            + "Run the test on the patched kernel: @PatchedKernel, or @InModes(kernel = PATCHED).",
        unquotedString(absence));
  }
}
