package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.assertion.Times.atLeast;
import static org.fusefixture.assertion.Times.times;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.filesystem.Opcode.GETATTR;
import static org.fusefixture.filesystem.Opcode.STATX;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.protocol.Offset.at;
import static org.fusefixture.sample.fault.Calls.PAGE;
import static org.fusefixture.sample.fault.Calls.assertFails;
import static org.fusefixture.sample.fault.Calls.async;
import static org.fusefixture.sample.fault.Calls.awaitFired;
import static org.fusefixture.sample.fault.Calls.content;
import static org.fusefixture.sample.fault.Calls.direct;
import static org.fusefixture.sample.fault.Calls.filled;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fusefixture.fault.effect.Defect;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/** Effects on the message that is a reply. */
@Tag("host")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(SPLICE)
class ReplyFaultsIT extends EmptyAtFirst {

  @FuseTest
  void duplicatedReply_isRefusedByTheKernel(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(WRITE).duplicate();
      long refused = fs.faults().refusedReplies();
      file.write(filled(PAGE, 1));
      assertThat(receipt).fired(times(1));
      Calls.await().until(() -> fs.faults().refusedReplies() == refused + 1);
    }
    assertThat(content(fs, "notes", PAGE)).isEqualTo(filled(PAGE, 1));
  }

  @FuseTest
  void reorderedReply_comesAfterALaterOne(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      file.truncate(
          bytes(2 * PAGE)); // a direct write beyond the end would keep the other one waiting
      Receipt receipt = fs.faults().set("on: WRITE, nth: 1, reorder: {behind: 1, limit: 20s}");
      CompletableFuture<Void> first = async(() -> file.write(filled(PAGE, 1)));
      awaitFired(receipt, 1);
      assertThat(first).isNotDone();
      file.write(filled(PAGE, 2), at(PAGE));
      first.orTimeout(5, TimeUnit.SECONDS).join();
    }
  }

  @FuseTest
  void malformedReplies_areRefusedByTheKernelWhichWaitsOn(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      long refused = fs.faults().refusedReplies();
      for (Defect defect : Defect.values()) {
        if (defect.leavesWaiting()) {
          Receipt receipt = fs.faults().on(WRITE).malform(defect);
          file.write(filled(PAGE, 1));
          assertThat(receipt).fired(times(1));
          assertThat(fs.faults().refusedReplies()).as(defect.name()).isEqualTo(++refused);
          fs.faults().reset();
        }
      }
    }
    assertThat(content(fs, "notes", PAGE)).isEqualTo(filled(PAGE, 1));
  }

  @FuseTest
  void replyWithShortBody_failsTheCall(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(WRITE).malform(Defect.BODY);
      assertFails(EIO, () -> file.write(filled(PAGE, 1)));
      assertThat(receipt).fired(times(1));
    }
  }

  @FuseTest
  void overLongReply_failsTheCall(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(WRITE).overLong(16);
      assertFails(EIO, () -> file.write(filled(PAGE, 1)));
      assertThat(receipt).fired(times(1));
    }
  }

  @FuseTest
  void failedAttributes_areOfOneFileOnly(MountedFilesystem fs) {
    direct(fs, "a").close();
    direct(fs, "b").close();
    Receipt receipt = fs.faults().on(GETATTR, STATX).path("b").fail(EIO);
    try (ClientFile a = direct(fs, "a");
        ClientFile b = direct(fs, "b")) {
      assertThat(a.stat().size()).isZero();
      Calls.await() // once the kernel trusts the attributes no longer that it has
          .untilAsserted(() -> assertFails(EIO, b::stat));
    }
    assertThat(receipt).fired(atLeast(1));
  }
}
