package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.assertion.Times.atLeast;
import static org.fusefixture.assertion.Times.times;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.fault.trigger.Phase.RECEIVED;
import static org.fusefixture.filesystem.Opcode.READ;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.posix.ByteSize.mebibytes;
import static org.fusefixture.protocol.Offset.at;
import static org.fusefixture.sample.fault.Calls.PAGE;
import static org.fusefixture.sample.fault.Calls.async;
import static org.fusefixture.sample.fault.Calls.await;
import static org.fusefixture.sample.fault.Calls.awaitFired;
import static org.fusefixture.sample.fault.Calls.content;
import static org.fusefixture.sample.fault.Calls.direct;
import static org.fusefixture.sample.fault.Calls.filled;
import static org.fusefixture.sample.fault.Calls.timed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fusefixture.fault.Firing;
import org.fusefixture.fault.trigger.Phase;
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

/** Effects that hold requests up. */
@Tag("host")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(SPLICE)
class TimingFaultsIT extends EmptyAtFirst {
  private static final int MORE_THAN_WORKERS = 6;

  @FuseTest
  void delayedWrite_takesItsTime(MountedFilesystem fs) {
    takesItsTime(fs, Phase.BEFORE_DISPATCH);
  }

  @FuseTest
  void writeDelayedWhenReceived_takesItsTime(MountedFilesystem fs) {
    takesItsTime(fs, RECEIVED);
  }

  @FuseTest
  void writeWhoseReplyIsDelayed_takesItsTime(MountedFilesystem fs) {
    takesItsTime(fs, BEFORE_REPLY);
  }

  private static void takesItsTime(MountedFilesystem fs, Phase phase) {
    Duration delay = Duration.ofMillis(300);
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(WRITE).nth(2).at(phase).delay(delay);
      file.write(filled(PAGE, 1));
      assertThat(timed(() -> file.write(filled(PAGE, 2)))).isGreaterThanOrEqualTo(delay);
      assertThat(receipt).fired(times(1));
    }
    assertThat(content(fs, "notes", PAGE)).isEqualTo(filled(PAGE, 2));
  }

  @FuseTest
  void jitter_isDrawnForEachRequest(MountedFilesystem fs) {
    Receipt receipt = fs.faults().on(WRITE).delay(Duration.ofMillis(1), Duration.ofMillis(20));
    try (ClientFile file = direct(fs, "notes")) {
      for (int i = 0; i < 10; i++) {
        file.write(filled(8, 1), at(i * 8L));
      }
    }
    assertThat(receipt.firings().stream().map(Firing::detail).distinct().count()).isGreaterThan(5);
  }

  @FuseTest
  void hungReads_holdUpNobodyElseAndGoOnWhenReleased(MountedFilesystem fs) {
    Receipt receipt = fs.faults().on(READ).path("notes").hang();
    try (ClientFile file = direct(fs, "notes");
        ClientFile other = direct(fs, "other")) {
      file.write(filled(PAGE, 1));
      List<CompletableFuture<Void>> hung = new ArrayList<>();
      for (int i = 0; i < MORE_THAN_WORKERS; i++) {
        hung.add(async(() -> assertThat(file.read(bytes(PAGE))).isEqualTo(filled(PAGE, 1))));
      }
      awaitFired(receipt, MORE_THAN_WORKERS);
      other.write(filled(PAGE, 2));
      assertThat(hung).noneMatch(CompletableFuture::isDone);
      receipt.release();
      CompletableFuture.allOf(hung.toArray(CompletableFuture[]::new))
          .orTimeout(5, TimeUnit.SECONDS)
          .join();
    }
  }

  @FuseTest
  void hungReply_goesOnWhenTheFaultIsRemoved(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(WRITE).at(BEFORE_REPLY).hang();
      CompletableFuture<Void> hung = async(() -> file.write(filled(PAGE, 1)));
      awaitFired(receipt, 1);
      assertThat(content(fs, "notes", PAGE)).isEqualTo(filled(PAGE, 1)); // the filesystem has it
      assertThat(hung).isNotDone();
      receipt.remove();
      hung.orTimeout(5, TimeUnit.SECONDS).join();
      assertThat(receipt).fired(times(1));
    }
  }

  @FuseTest
  void hangWithLimit_goesOnByItself(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().set("on: WRITE, hang: 200ms");
      assertThat(timed(() -> file.write(filled(PAGE, 1))))
          .isGreaterThanOrEqualTo(Duration.ofMillis(200));
      assertThat(receipt).fired(times(1));
    }
  }

  @FuseTest
  void throttledBytes_comeAtTheirRate(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(READ, WRITE).throttle(mebibytes(1));
      Duration time =
          timed(
              () -> {
                for (int i = 0; i < 8; i++) {
                  file.write(filled(32 << 10, 1), at(i * (32L << 10)));
                }
              });
      assertThat(time).isBetween(Duration.ofMillis(250), Duration.ofMillis(2500));
      assertThat(receipt).fired(atLeast(8));
    }
  }

  @FuseTest
  void throttledOperations_comeAtTheirRate(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(WRITE).throttleOperations(20);
      Duration time =
          timed(
              () -> {
                for (int i = 0; i < 6; i++) {
                  file.write(filled(8, 1));
                }
              });
      assertThat(time).isGreaterThanOrEqualTo(Duration.ofMillis(300));
      assertThat(receipt).fired(times(6));
    }
  }

  @FuseTest
  void frozenServer_servesNothingUntilReleased(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(WRITE).first(1).freeze();
      CompletableFuture<Void> frozen = async(() -> file.write(filled(PAGE, 1)));
      awaitFired(receipt, 1);
      CompletableFuture<Void> other = async(() -> fs.client().exists("elsewhere"));
      await()
          .pollDelay(Duration.ofMillis(200))
          .untilAsserted(
              () -> {
                assertThat(frozen).isNotDone();
                assertThat(other).isNotDone();
              });
      receipt.release();
      CompletableFuture.allOf(frozen, other).orTimeout(5, TimeUnit.SECONDS).join();
    }
    assertThat(content(fs, "notes", PAGE)).isEqualTo(filled(PAGE, 1));
  }

  @FuseTest
  void frozenServerAfterItsReply_servesNothingUntilReset(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(WRITE).at(Phase.AFTER_REPLY).freeze();
      file.write(filled(PAGE, 1));
      assertThat(receipt).fired(times(1));
      CompletableFuture<Void> other = async(() -> fs.client().exists("elsewhere"));
      await().pollDelay(Duration.ofMillis(200)).untilAsserted(() -> assertThat(other).isNotDone());
      fs.faults().reset();
      other.orTimeout(5, TimeUnit.SECONDS).join();
    }
  }
}
