package org.fusefixture.junit;

import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.sandbox.Isolation;
import org.fusefixture.sandbox.Kernel;
import org.fusefixture.sandbox.SandboxKey;

/** One way to run a test. */
record Variation(TransferMode mode, Isolation isolation, Kernel kernel) {
  /** The sandbox that it needs. */
  SandboxKey sandbox(boolean visible) {
    return new SandboxKey(isolation, kernel, visible);
  }

  /** As it stands behind the name of a test. */
  String label() {
    return "[" + mode + ", " + isolation + ", " + kernel + "]";
  }
}
