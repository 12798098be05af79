package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.assertion.Times.times;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.errno.Errno.ENOTCONN;
import static org.fusefixture.fault.trigger.Phase.AFTER_REPLY;
import static org.fusefixture.fault.trigger.Phase.BEFORE_DISPATCH;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.sample.fault.Calls.PAGE;
import static org.fusefixture.sample.fault.Calls.assertFails;
import static org.fusefixture.sample.fault.Calls.async;
import static org.fusefixture.sample.fault.Calls.await;
import static org.fusefixture.sample.fault.Calls.awaitFired;
import static org.fusefixture.sample.fault.Calls.content;
import static org.fusefixture.sample.fault.Calls.direct;
import static org.fusefixture.sample.fault.Calls.filled;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.mirror.MirrorFileSystem;
import org.junit.jupiter.api.Tag;

/** Faults after which the server goes on, in the same process or in another one. */
@Tag("host")
@FuseMount(value = MirrorFileSystem.class, isolation = Isolation.PROCESS)
@InModes({COPY, SPLICE})
class ServerFaultsIT {

  @FuseTest
  void serverRestartedBeforeAnOperation_hasItsOldBytes(MountedFilesystem fs) {
    restarts(fs, BEFORE_DISPATCH, 1);
  }

  @FuseTest
  void serverRestartedAfterAnOperation_hasItsNewBytes(MountedFilesystem fs) {
    restarts(fs, BEFORE_REPLY, 2);
  }

  private static void restarts(MountedFilesystem fs, Phase phase, int expected) {
    long first = fs.description().serverPid();
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(WRITE).nth(2).at(phase).restart();
      file.write(filled(PAGE, 1));
      assertThat(catchThrowable(() -> file.write(filled(PAGE, 2))))
          .isInstanceOf(ClientIOException.class);
      assertThat(content(fs, "notes", PAGE)).isEqualTo(filled(PAGE, expected));
      assertThat(fs.description().serverPid()).isNotEqualTo(first);
      assertThat(receipt).matched(times(2)).fired(times(1));
      assertThat(receipt.firings().get(0).phase()).isEqualTo(phase);
      assertFails(ENOTCONN, () -> file.read(bytes(PAGE)));
      assertThat(catchThrowable(file::close)).isInstanceOf(ClientIOException.class);
    }
    assertThat(fs.integrity().holds()).isTrue();
  }

  @FuseTest
  void serverRestartedAfterItsReply_hasAnswered(MountedFilesystem fs) {
    long first = fs.description().serverPid();
    ClientFile file = direct(fs, "notes");
    Receipt receipt = fs.faults().on(WRITE).at(AFTER_REPLY).restart();
    file.write(filled(PAGE, 1));
    await().until(() -> fs.description().serverPid() != first);
    assertThat(receipt).fired(times(1));
    assertThat(content(fs, "notes", PAGE)).isEqualTo(filled(PAGE, 1));
    assertThat(catchThrowable(file::close)).isInstanceOf(ClientIOException.class);
  }

  @FuseTest
  void restartedServer_isWithoutFaultsAndTakesNewOnes(MountedFilesystem fs) {
    fs.faults().on(WRITE).after(1).named("old").optional().fail(EIO);
    Receipt restart = fs.faults().on(WRITE).named("restart").restart();
    ClientFile before = direct(fs, "notes");
    assertThat(catchThrowable(() -> before.write(filled(PAGE, 1))))
        .isInstanceOf(ClientIOException.class);
    try (ClientFile file = direct(fs, "notes")) {
      file.write(filled(PAGE, 2));
      file.write(filled(PAGE, 3));
      Receipt again = fs.faults().on(WRITE).named("again").restart();
      assertThat(catchThrowable(() -> file.write(filled(PAGE, 4))))
          .isInstanceOf(ClientIOException.class);
      assertThat(content(fs, "notes", PAGE)).isEqualTo(filled(PAGE, 3));
      assertThat(restart).fired(times(1));
      assertThat(again).fired(times(1));
      assertThat(catchThrowable(file::close)).isInstanceOf(ClientIOException.class);
    }
    assertThat(catchThrowable(before::close)).isInstanceOf(ClientIOException.class);
  }

  @FuseTest
  void pausedServer_isStoppedUntilReleased(MountedFilesystem fs) {
    learnThatFlushIsNotImplemented(fs);
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(WRITE).nth(1).pause();
      CompletableFuture<Void> waiting = async(() -> file.write(filled(PAGE, 1)));
      await().until(() -> state(fs).equals("T"));
      assertThat(receipt).fired(times(1)); // told before
      assertThat(waiting).isNotDone();
      receipt.release();
      assertThat(waiting).succeedsWithin(Duration.ofSeconds(20));
      assertThat(state(fs)).isNotEqualTo("T");
      assertThat(file.read(bytes(PAGE))).isEqualTo(filled(PAGE, 1));
    }
  }

  @FuseTest
  void pauseWithALimit_endsByItself(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt receipt = fs.faults().on(WRITE).nth(1).pause(Duration.ofMillis(300));
      Duration first = Calls.timed(() -> file.write(filled(PAGE, 1)));
      assertThat(first).isGreaterThanOrEqualTo(Duration.ofMillis(290));
      awaitFired(receipt, 1);
    }
  }

  @FuseTest
  void pauseAfterTheReply_endsWithTheTest(MountedFilesystem fs) {
    learnThatFlushIsNotImplemented(fs);
    try (ClientFile file = direct(fs, "notes")) {
      fs.faults().on(WRITE).at(AFTER_REPLY).pause();
      file.write(filled(PAGE, 1));
      await().until(() -> state(fs).equals("T"));
      fs.faults().reset();
      assertThat(file.read(bytes(PAGE))).isEqualTo(filled(PAGE, 1));
    }
  }

  /**
   * Afterwards the kernel sends no FLUSH. A new process sends one as it closes what its parent has
   * open, and would wait for the stopped server.
   */
  private static void learnThatFlushIsNotImplemented(MountedFilesystem fs) {
    direct(fs, "notes").close();
  }

  /** As of proc_pid_stat(5). */
  private static String state(MountedFilesystem fs) {
    String stat = "/proc/" + fs.description().serverPid() + "/stat";
    return fs.run(Duration.ofSeconds(30), "sh", "-c", "sed 's/.*) //' " + stat + " | cut -c1")
        .output()
        .strip();
  }
}
