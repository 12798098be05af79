package org.fusefixture.sample.allocation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/** A kernel without fault injection says so, whoever asks. */
@Tag("host")
@InModes(SPLICE)
class AllocationRefusalIT {

  @FuseTest
  @FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS)
  void kernelWithoutFaultInjection_refusesWithTheReason(MountedFilesystem fs) {
    assumeFalse(
        Files.exists(Path.of("/proc/thread-self/fail-nth")),
        "this kernel has fault injection: /proc/thread-self/fail-nth is there");
    assertThatThrownBy(() -> fs.client().failAllocation(1).of(() -> fs.client().names("")))
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("/proc/thread-self/fail-nth is missing")
        .hasMessageContaining("Kernel.PATCHED");
    assertThatThrownBy(() -> fs.faults().on(WRITE).failAllocation(1))
        .hasMessageContaining("fail-allocation: 1")
        .hasMessageContaining("/proc/thread-self/fail-nth is missing")
        .hasMessageContaining("Kernel.PATCHED");
  }
}
