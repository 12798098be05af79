package org.fusefixture.sample.posix;

import org.fusefixture.junit.MountedFilesystem;
import org.junit.jupiter.api.AfterEach;

/** A suite whose tests share a mount, and each of which finds it empty. */
abstract class EmptyAtFirst {
  @AfterEach
  void removeEverything(MountedFilesystem fs) {
    Posix.shell(fs, "find . -mindepth 1 -delete");
  }
}
