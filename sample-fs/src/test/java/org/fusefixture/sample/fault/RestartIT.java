package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.assertion.Times.times;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.errno.Errno.ENOTCONN;
import static org.fusefixture.fault.trigger.Phase.BEFORE_DISPATCH;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.sample.fault.Calls.PAGE;
import static org.fusefixture.sample.fault.Calls.assertFails;
import static org.fusefixture.sample.fault.Calls.content;
import static org.fusefixture.sample.fault.Calls.direct;
import static org.fusefixture.sample.fault.Calls.filled;

import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.mirror.MirrorFileSystem;
import org.junit.jupiter.api.Tag;

/** Servers that are started again at the same place. */
@Tag("host")
@FuseMount(value = MirrorFileSystem.class, isolation = Isolation.PROCESS)
@InModes({COPY, SPLICE})
class RestartIT {

  @FuseTest
  void serverKilledBeforeAnOperation_hasItsOldBytesAfterTheRestart(MountedFilesystem fs) {
    restarts(fs, BEFORE_DISPATCH, 1);
  }

  @FuseTest
  void serverKilledAfterAnOperation_hasItsNewBytesAfterTheRestart(MountedFilesystem fs) {
    restarts(fs, BEFORE_REPLY, 2);
  }

  private static void restarts(MountedFilesystem fs, Phase phase, int expected) {
    long first = fs.description().serverPid();
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(WRITE).at(phase).nth(2).kill();
      file.write(filled(PAGE, 1));
      assertThat(catchThrowable(() -> file.write(filled(PAGE, 2))))
          .isInstanceOf(ClientIOException.class);
      fs.server().restart();
      assertThat(receipt).fired(times(1));
      assertFails(ENOTCONN, () -> file.read(bytes(PAGE)));
      assertThat(fs.description().serverPid()).isNotEqualTo(first);
      assertThat(content(fs, "notes", PAGE)).isEqualTo(filled(PAGE, expected));
      assertThat(catchThrowable(file::close)).isInstanceOf(ClientIOException.class);
    }
  }

  @FuseTest
  void restartedServer_isServedAsBefore(MountedFilesystem fs) {
    fs.faults().on(WRITE).optional().fail(EIO);
    for (int round = 0; round < 3; round++) {
      fs.server().restart();
      try (ClientFile file = direct(fs, "round" + round)) {
        file.write(filled(PAGE, round)); // the fault went with its server
        file.fsync();
        Receipt receipt = fs.faults().on(WRITE).fail(EIO);
        assertFails(EIO, () -> file.write(filled(PAGE, 9)));
        assertThat(receipt).fired(times(1));
      }
    }
    assertThat(fs.client().names("")).containsExactlyInAnyOrder("round0", "round1", "round2");
    assertThat(fs.integrity().holds()).isTrue();
  }

  @FuseTest
  @FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS)
  void restartOfAFilesystemThatKeepsNothing_isABrokenPromise(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      file.write(filled(PAGE, 1));
      file.fsync();
    }
    fs.server().restart();
    assertThat(fs.client().exists("notes")).isFalse();
    assertThat(fs.integrity().holds()).isFalse();
  }
}
