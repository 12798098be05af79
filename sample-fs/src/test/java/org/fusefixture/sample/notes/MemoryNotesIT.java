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

/** What most test classes look like: each mode on the kernel that it needs, and no more. */
@Tag("patched")
@FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS, timeoutMillis = 30_000)
@InModes({COPY, SPLICE, SPLICE_USER_PAGES})
class MemoryNotesIT extends AcknowledgedWrites {
  @FuseTest
  void mode_chooses_its_kernel(MountedFilesystem fs) {
    assertThat(fs.kernel())
        .isEqualTo(fs.mode() == SPLICE_USER_PAGES ? Kernel.PATCHED : Kernel.HOST);
    assertThat(fs.kernelCounters().found().isPresent())
        .as("whether the kernel counts user pages: %s", fs.kernelCounters())
        .isEqualTo(fs.kernel() == Kernel.PATCHED);
  }
}
