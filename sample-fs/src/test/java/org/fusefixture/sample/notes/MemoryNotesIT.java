package org.fusefixture.sample.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;

import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/**
 * COPY and SPLICE in each sandbox; on the patched kernel all modes, so that only the mode differs.
 */
@Tag("host")
@Tag("container")
@Tag("patched")
@FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS, timeout = "30s")
@InModes(
    value = {COPY, SPLICE},
    isolation = {Isolation.PROCESS, Isolation.CONTAINER})
@InModes(
    value = {COPY, SPLICE, SPLICE_USER_PAGES},
    kernel = Kernel.PATCHED)
class MemoryNotesIT extends AcknowledgedWrites {
  /** What most tests say: each mode on the kernel that it needs, and no more. */
  @FuseTest
  @InModes({COPY, SPLICE, SPLICE_USER_PAGES})
  void mode_chooses_its_kernel(MountedFilesystem fs) {
    assertThat(fs.kernel())
        .isEqualTo(fs.mode() == SPLICE_USER_PAGES ? Kernel.PATCHED : Kernel.HOST);
    assertThat(fs.kernelCounters().found().isPresent())
        .as("whether the kernel counts user pages: %s", fs.kernelCounters())
        .isEqualTo(fs.kernel() == Kernel.PATCHED);
  }
}
