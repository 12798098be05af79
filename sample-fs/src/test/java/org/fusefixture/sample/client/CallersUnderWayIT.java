package org.fusefixture.sample.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.errno.Errno.EINTR;
import static org.fusefixture.fault.trigger.Phase.BEFORE_DISPATCH;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.fault.trigger.Phase.RECEIVED;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.sample.client.PagesUnderWayIT.SIZE;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.junit.CallUnderWay;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.ClientProcess;
import org.fusefixture.junit.CommandResult;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.report.ClientProcessState;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/** Callers that are interrupted or killed, and files that others change, during a direct write. */
@Tag("host")
@Tag("patched")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
@InModes({COPY, SPLICE, SPLICE_USER_PAGES})
class CallersUnderWayIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @FuseTest
  void interruptedWrite_isToldToTheServerAndGoesOnUntilItAnswers(MountedFilesystem fs) {
    long before = interrupts(fs);
    try (ClientFile file = fs.client().open("interrupted", CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(SIZE).stamp(1);
        CallUnderWay<ByteSize> write = held(fs, "interrupted", file, pages)) {
      assertThat(file.interrupt()).isEqualTo(1);
      await().until(() -> interrupts(fs) == before + 1);
      assertThat(write.isDone()).isFalse();
      assertThat(write.finish()).isEqualTo(SIZE);
    }
    assertThat(fs).file("interrupted").holdsStamp(1);
  }

  /** Of asynchronous direct I/O the kernel waits for the end (fuse_direct_IO of fs/fuse/file.c). */
  @FuseTest
  void interruptedDirectWrite_isNotToldToTheServer(MountedFilesystem fs) {
    long before = interrupts(fs);
    try (ClientFile file = fs.client().open("direct", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(SIZE).stamp(1);
        CallUnderWay<ByteSize> write = held(fs, "direct", file, pages)) {
      assertThat(file.interrupt()).isEqualTo(1);
      assertThat(write.isDone()).isFalse();
      assertThat(write.finish()).isEqualTo(SIZE);
    }
    assertThat(interrupts(fs)).isEqualTo(before);
    assertThat(fs).file("direct").holdsStamp(1);
  }

  @FuseTest
  void interruptedWriteThatIsAnsweredSo_failsAndStoresNothing(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("refused", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(SIZE).stamp(1)) {
      Receipt hang = fs.faults().on(WRITE).path("refused").at(RECEIVED).hang();
      Receipt refusal = fs.faults().on(WRITE).path("refused").at(BEFORE_DISPATCH).fail(EINTR);
      try (CallUnderWay<ByteSize> write = fs.client().during(hang, () -> file.write(pages))) {
        assertThat(file.interrupt()).isEqualTo(1);
        assertThat(catchThrowableOfType(ClientIOException.class, write::finish).errno())
            .contains(EINTR);
      }
      assertThat(refusal).fired(org.fusefixture.assertion.Times.times(1));
      assertThat(file.stat().size()).isZero();
    }
  }

  @FuseTest
  void clientKilledWhileTheServerHasItsWrite_diesOnceItIsAnswered(MountedFilesystem fs) {
    killed(fs, "killed-received", RECEIVED);
  }

  @FuseTest
  void clientKilledAfterItsWriteWasStored_diesOnceItIsAnswered(MountedFilesystem fs) {
    killed(fs, "killed-stored", BEFORE_REPLY);
  }

  /** Direct I/O waits for its answer, whatever happens (fuse_direct_IO of fs/fuse/file.c). */
  private static void killed(MountedFilesystem fs, String path, Phase phase) {
    Receipt hang = fs.faults().on(WRITE).path(path).at(phase).hang();
    try (ClientProcess writer = fs.client().startWriter(path, SIZE, 1)) {
      await().until(() -> hang.fired() == 1);
      writer.kill();
      assertThat(writer.state().alive()).isTrue();
      hang.release();
      await().until(() -> !writer.state().alive());
      ClientProcessState end = writer.state();
      assertThat(end.exit()).isEqualTo("SIGKILL");
      assertThat(end.returned()).isFalse();
    }
    assertThat(fs).file(path).holdsStamp(1);
  }

  /** The writer holds the lock of the inode (fuse_direct_write_iter of fs/fuse/file.c). */
  @FuseTest
  void truncationByAnotherProcess_waitsForTheWrite(MountedFilesystem fs) {
    try (AnotherProcess truncation =
            AnotherProcess.of(fs, "truncation", "truncate -s 4096 truncated");
        ClientFile file = fs.client().open("truncated", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(SIZE).stamp(1);
        CallUnderWay<ByteSize> write = held(fs, "truncated", file, pages)) {
      truncation.goOnUntilItWaits();
      assertThat(write.finish()).isEqualTo(SIZE);
      truncation.awaitSuccess();
      assertThat(file.stat().size()).isEqualTo(4096);
    }
    assertThat(fs).storedFile("truncated").holdsStamp(1);
  }

  /** rename(2) waits for that lock too (vfs_rename of fs/namei.c); it is not part of the write. */
  @FuseTest
  void renameByAnotherProcess_waitsForTheWriteAndTakesItAlong(MountedFilesystem fs) {
    try (AnotherProcess rename = AnotherProcess.of(fs, "rename", "mv old new");
        ClientFile file = fs.client().open("old", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(SIZE).stamp(1);
        CallUnderWay<ByteSize> write = held(fs, "old", file, pages)) {
      rename.goOnUntilItWaits();
      assertThat(write.finish()).isEqualTo(SIZE);
      rename.awaitSuccess();
    }
    assertThat(fs.client().exists("old")).isFalse();
    assertThat(fs.storedFile("new").verify(fs.client().stampOf("old", 1)).verdict().holds())
        .isTrue();
  }

  /** In Linux 6.12 its start waits for the write (docs/client-events.md), but nothing else does. */
  @FuseTest
  void commandStartedDuringAWrite_endsAndHoldsNobodyUp(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("held", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(SIZE).stamp(1);
        CallUnderWay<ByteSize> write = held(fs, "held", file, pages)) {
      CompletableFuture<CommandResult> command =
          CompletableFuture.supplyAsync(() -> fs.run(LIMIT, "true"));
      await().during(Duration.ofSeconds(1)).until(() -> !fs.client().exists("nothing"));
      assertThat(write.finish()).isEqualTo(SIZE);
      assertThat(command).succeedsWithin(LIMIT).matches(CommandResult::succeeded);
    }
  }

  private static CallUnderWay<ByteSize> held(
      MountedFilesystem fs, String path, ClientFile file, PageBuffer pages) {
    Receipt hang = fs.faults().on(WRITE).path(path).at(RECEIVED).hang();
    return fs.client().during(hang, () -> file.write(pages));
  }

  private static long interrupts(MountedFilesystem fs) {
    return fs.server().statistics().interrupts();
  }

  private static org.awaitility.core.ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(20));
  }
}
