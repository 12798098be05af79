package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.assertion.Times.atLeast;
import static org.fusefixture.assertion.Times.times;
import static org.fusefixture.errno.Errno.EDQUOT;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.errno.Errno.EMFILE;
import static org.fusefixture.errno.Errno.ENOSPC;
import static org.fusefixture.fault.trigger.Phase.BEFORE_DISPATCH;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.fault.trigger.Phase.RECEIVED;
import static org.fusefixture.filesystem.Opcode.FALLOCATE;
import static org.fusefixture.filesystem.Opcode.OPEN;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.protocol.Offset.at;
import static org.fusefixture.sample.fault.Calls.PAGE;
import static org.fusefixture.sample.fault.Calls.assertFails;
import static org.fusefixture.sample.fault.Calls.content;
import static org.fusefixture.sample.fault.Calls.direct;
import static org.fusefixture.sample.fault.Calls.filled;
import static org.fusefixture.sample.fault.Calls.writeBuffered;

import java.util.Map;
import java.util.stream.Collectors;
import org.fusefixture.fault.Firing;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.protocol.Offset;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/** Effects that make a request fail, always or when a limit is reached. */
@Tag("host")
@Tag("container")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = {Isolation.PROCESS, Isolation.CONTAINER},
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(SPLICE)
class ErrorFaultsIT extends EmptyAtFirst {

  @FuseTest
  void failedThirdWrite_leavesTheOldBytes(MountedFilesystem fs) {
    Receipt receipt = fs.faults().on(WRITE).path("notes").nth(3).at(BEFORE_DISPATCH).fail(EIO);
    try (ClientFile file = direct(fs, "notes")) {
      file.write(filled(PAGE, 1));
      file.write(filled(PAGE, 2));
      assertFails(EIO, () -> file.write(filled(PAGE, 3)));
    }
    assertThat(content(fs, "notes", PAGE)).isEqualTo(filled(PAGE, 2));
    assertThat(receipt).matched(times(3)).fired(times(1));
    assertThat(receipt.firings().get(0).detail()).isEqualTo("EIO");
  }

  @FuseTest
  void writeFailedWhenReceived_neverReachesTheFilesystem(MountedFilesystem fs) {
    failsAt(fs, RECEIVED, 1);
  }

  @FuseTest
  void writeFailedBeforeItsReply_isStoredAllTheSame(MountedFilesystem fs) {
    failsAt(fs, BEFORE_REPLY, 2);
  }

  private static void failsAt(MountedFilesystem fs, Phase phase, int stored) {
    try (ClientFile file = direct(fs, "notes")) {
      file.write(filled(PAGE, 1));
      Receipt receipt = fs.faults().on(WRITE).at(phase).fail(ENOSPC);
      assertFails(ENOSPC, () -> file.write(filled(PAGE, 2)));
      assertThat(receipt).fired(times(1));
    }
    assertThat(content(fs, "notes", PAGE)).isEqualTo(filled(PAGE, stored));
  }

  @FuseTest
  void weightedErrors_comeByTheirWeight(MountedFilesystem fs) {
    Receipt receipt = fs.faults().on(WRITE).fail(Map.of(EIO, 9, ENOSPC, 1));
    try (ClientFile file = direct(fs, "notes")) {
      for (int i = 0; i < 100; i++) {
        long at = (long) i * PAGE;
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> file.write(filled(8, 1), at(at)))
            .isInstanceOf(ClientIOException.class);
      }
    }
    Map<String, Long> drawn =
        receipt.firings().stream()
            .collect(Collectors.groupingBy(Firing::detail, Collectors.counting()));
    assertThat(drawn).containsOnlyKeys("EIO", "ENOSPC");
    assertThat(drawn.get("EIO")).isBetween(75L, 99L);
  }

  @FuseTest
  void fullDevice_writesWhatFitsAndFailsThen(MountedFilesystem fs) {
    Receipt receipt = fs.faults().on(WRITE, FALLOCATE).noSpace(bytes(3 * PAGE / 2));
    try (ClientFile file = direct(fs, "notes")) {
      file.write(filled(PAGE, 1));
      assertThat(writeBuffered(fs, "notes", filled(PAGE, 2), PAGE)).isEqualTo(PAGE / 2);
      assertFails(ENOSPC, () -> file.write(filled(PAGE, 3), at(2 * PAGE)));
      assertFails(ENOSPC, () -> file.fallocate(Offset.ZERO, bytes(PAGE)));
      assertThat(file.stat().size()).isEqualTo(3 * PAGE / 2);
    }
    assertThat(receipt).fired(times(3));
  }

  @FuseTest
  void usedUpQuota_isOfOneUserAlone(MountedFilesystem fs) {
    fs.client().chmod("", 0777);
    Receipt receipt = fs.faults().on(WRITE).quota(bytes(PAGE));
    try (ClientFile file = direct(fs, "root")) {
      file.write(filled(PAGE, 1));
      assertFails(EDQUOT, () -> file.write(filled(PAGE, 1), at(PAGE)));
    }
    Scripts.shell(
        fs,
        Scripts.NOBODY
            + " sh -c 'head -c 4096 /dev/zero | dd of=other bs=4096 oflag=direct status=none'");
    assertThat(fs.client().stat("other").size()).isEqualTo(PAGE);
    assertThat(receipt).fired(times(1));
  }

  @FuseTest
  void limitedHandles_failOnceTooManyAreOpen(MountedFilesystem fs) {
    Receipt receipt =
        fs.faults().on(OPEN, org.fusefixture.filesystem.Opcode.CREATE).limitHandles(2);
    ClientFile first = direct(fs, "a");
    try (ClientFile second = direct(fs, "b")) {
      assertFails(EMFILE, () -> direct(fs, "c"));
      first.close();
      Calls.await()
          .untilAsserted(() -> direct(fs, "c").close()); // RELEASE is not waited for by close(2)
      assertThat(second.stat().size()).isZero();
    }
    assertThat(receipt).fired(atLeast(1));
  }
}
