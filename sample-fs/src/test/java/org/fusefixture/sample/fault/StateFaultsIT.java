package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.assertion.Times.times;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.fault.trigger.Phase.AFTER_REPLY;
import static org.fusefixture.fault.trigger.Phase.BEFORE_DISPATCH;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.filesystem.Opcode.FSYNC;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.sample.fault.Calls.PAGE;
import static org.fusefixture.sample.fault.Calls.assertFails;
import static org.fusefixture.sample.fault.Calls.await;
import static org.fusefixture.sample.fault.Calls.awaitFired;
import static org.fusefixture.sample.fault.Calls.direct;
import static org.fusefixture.sample.fault.Calls.filled;

import java.util.Arrays;
import org.fusefixture.fault.Scenario;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.mirror.MirrorFileSystem;
import org.junit.jupiter.api.Tag;

/** Faults that keep a state of the filesystem, and go back to it. */
@Tag("host")
@FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS)
@InModes(SPLICE)
class StateFaultsIT {

  @FuseTest
  void snapshotBeforeAWrite_isWithoutIt(MountedFilesystem fs) {
    goesBackTo(fs, BEFORE_DISPATCH, 1);
  }

  @FuseTest
  void snapshotBeforeTheReply_isWithTheWrite(MountedFilesystem fs) {
    goesBackTo(fs, BEFORE_REPLY, 2);
  }

  private static void goesBackTo(MountedFilesystem fs, Phase phase, int expected) {
    Receipt taken = fs.faults().on(WRITE).nth(2).at(phase).takeSnapshot("a");
    Receipt gone = fs.faults().on(FSYNC).rollBack("a");
    try (ClientFile file = direct(fs, "notes")) {
      for (int value = 1; value <= 3; value++) {
        file.write(filled(PAGE, value));
      }
      file.fsync();
      assertThat(file.read(bytes(PAGE))).isEqualTo(filled(PAGE, expected));
    }
    assertThat(taken).fired(times(1));
    assertThat(gone).fired(times(1));
  }

  @FuseTest
  void rollBackAfterAnAcknowledgedSync_isABrokenPromise(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      file.write(filled(PAGE, 1));
      Receipt taken = fs.faults().on(WRITE).takeSnapshot("a");
      file.write(filled(PAGE, 2));
      assertThat(taken).fired(times(1));
      taken.remove();
      Receipt gone = fs.faults().on(FSYNC).at(AFTER_REPLY).rollBack("a");
      file.fsync();
      awaitFired(gone, 1);
      await().until(() -> Arrays.equals(file.read(bytes(PAGE)), filled(PAGE, 1)));
    }
    assertThat(fs.integrity().holds()).isFalse();
  }

  @FuseTest
  void rollBackOnACall_makesTheKernelForgetContentAndNames(MountedFilesystem fs) {
    fs.client().writeText("notes", "old");
    fs.server().takeSnapshot("a");
    fs.client().writeText("notes", "newer");
    fs.client().writeText("made", "since");
    assertThat(fs.client().readText("notes")).isEqualTo("newer");
    Receipt gone =
        fs.faults().set("on: MKDIR, path: now, at: BEFORE_REPLY, roll-back: a, name: back");
    fs.client().mkdir("now");
    assertThat(gone).fired(times(1));
    await().until(() -> fs.client().readText("notes").equals("old"));
    await().until(() -> !fs.client().exists("made"));
    await().until(() -> !fs.client().exists("now"));
  }

  @FuseTest
  void rollBackAsAScenario_isDone(MountedFilesystem fs) {
    fs.faults()
        .set(
            Scenario.parse(
                """
                scenario: back-and-forth
                rules:
                  - {name: keep, on: FSYNC, nth: 1, take-snapshot: first}
                  - {name: back, on: FSYNC, nth: 2, at: BEFORE_REPLY, roll-back: first}
                """));
    try (ClientFile file = direct(fs, "notes")) {
      file.write(filled(PAGE, 1));
      file.fsync();
      file.write(filled(PAGE, 2));
      file.fsync();
      assertThat(file.read(bytes(PAGE))).isEqualTo(filled(PAGE, 1));
    }
  }

  @FuseTest
  void rollBackToAStateThatIsNotThere_failsTheRequest(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(WRITE).rollBack("a");
      assertFails(EIO, () -> file.write(filled(PAGE, 1)));
      receipt.remove();
      fs.faults().on(WRITE).at(BEFORE_REPLY).rollBack("a");
      assertFails(EIO, () -> file.write(filled(PAGE, 1)));
    }
  }

  @FuseTest
  @FuseMount(value = MirrorFileSystem.class, isolation = Isolation.PROCESS)
  void filesystemThatCannot_refusesTheRules(MountedFilesystem fs) {
    assertThatThrownBy(() -> fs.faults().on(WRITE).takeSnapshot("a"))
        .hasMessageContaining("take-snapshot: a")
        .hasMessageContaining("MirrorFileSystem cannot go back to an earlier state");
    assertThatThrownBy(() -> fs.faults().on(WRITE).rollBack("a"))
        .hasMessageContaining("MirrorFileSystem cannot go back to an earlier state");
  }
}
