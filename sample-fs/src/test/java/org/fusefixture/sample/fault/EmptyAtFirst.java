package org.fusefixture.sample.fault;

import org.fusefixture.junit.MountedFilesystem;
import org.junit.jupiter.api.BeforeEach;

/** Tests that share a mount find it empty, and without faults, which the fixture resets. */
abstract class EmptyAtFirst {
  @BeforeEach
  void empty(MountedFilesystem fs) {
    Scripts.shell(fs, "find . -mindepth 1 -delete");
  }
}
