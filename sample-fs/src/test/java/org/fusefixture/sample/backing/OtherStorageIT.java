package org.fusefixture.sample.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.filesystem.Opcode.FSYNC;
import static org.fusefixture.filesystem.TransferMode.SPLICE;

import org.fusefixture.internal.control.ControlException;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/** A filesystem without a cache that could be lost. */
@Tag("host")
@FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS)
@InModes(SPLICE)
class OtherStorageIT {
  @FuseTest
  void faultsAndCommands_sayWhatToDo(MountedFilesystem fs) {
    assertThatThrownBy(() -> fs.faults().on(FSYNC).loseUnsynced())
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("FaultyDirectory");
    assertThatThrownBy(() -> fs.storage().cutPower())
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("FaultyDirectory");
    assertThat(fs.faults().receipts()).isEmpty();
  }
}
