package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;

import java.time.Duration;
import java.util.List;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.AgentService.Inventory;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.junit.filesystem.HangingFileSystem;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.junit.filesystem.ReplyFirstNotes;
import org.fusefixture.junit.filesystem.ThrowingFileSystem;
import org.fusefixture.junit.filesystem.UnconstructibleFileSystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.posix.ByteSize;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong on a mount ends in a clear error within its time limit, and leaves nothing. */
@Tag("host")
@Timeout(120)
class MountFailureIT {
  private static final SandboxKey SANDBOX = SandboxKey.of(Isolation.PROCESS, Kernel.HOST);
  @AutoClose private static final Kit kit = new Kit();

  @AfterEach
  void nothingIsLeftInTheSandbox() {
    Inventory left =
        Sandboxes.shared()
            .open(SANDBOX)
            .control()
            .call("inventory", Duration.ofSeconds(20), agent -> agent.inventory());
    assertThat(left.mounts()).isEmpty();
    assertThat(left.clientFiles()).isEmpty();
    assertThat(left.servers()).isEmpty();
    assertThat(left.directories()).isEmpty();
  }

  @Test
  void constructorThatThrows_isNamedWithItsException() {
    List<Throwable> failures = Kit.failures(kit.run(UnconstructibleCase.class));

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0))
        .isInstanceOf(MountFailedException.class)
        .hasMessageContaining("UnconstructibleFileSystem")
        .hasMessageContaining("no notes today");
  }

  @Test
  void filesystemThatThrowsEverywhere_failsTheTestWithItsExceptions() {
    List<Throwable> failures = Kit.failures(kit.run(ThrowingCase.class));

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0)).isInstanceOf(ClientIOException.class).hasMessageContaining("EIO");
    assertThat(failures.get(0).getSuppressed())
        .anySatisfy(
            diagnostics ->
                assertThat(diagnostics.toString())
                    .contains("exceptions of the filesystem", "is broken", "seed 7"));
  }

  @Test
  void serverThatIsKilled_failsCallsAndIsNoSurpriseAfterwards() {
    assertThat(Kit.failures(kit.run(KilledCase.class))).isEmpty();
  }

  @Test
  void mountThatIsAbortedUnderWrites_failsThem() {
    assertThat(Kit.failures(kit.run(AbortedCase.class))).isEmpty();
  }

  @Test
  void filesystemThatHangs_isAbortedWithTheStacksOfItsServer() {
    List<Throwable> failures = Kit.failures(kit.run(HangingCase.class));

    assertThat(failures).hasSize(1);
    ClientIOException failure = (ClientIOException) failures.get(0);
    assertThat(failure.timedOut()).isTrue();
    assertThat(failure.detail()).contains("HangingFileSystem.read");
  }

  @Test
  void lateAccess_isFoundAndShown() {
    List<Throwable> failures = Kit.failures(kit.run(ReplyFirstCase.class));

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no access to a payload after its reply")
        .hasMessageContaining("ReplyFirstNotes.write");
  }

  @FuseMount(value = UnconstructibleFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(COPY)
  static class UnconstructibleCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = ThrowingFileSystem.class, isolation = Isolation.PROCESS, seed = 7)
  @InModes(COPY)
  static class ThrowingCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      fs.client().list("");
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(SPLICE)
  static class KilledCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      fs.client().writeText("notes", "before");
      fs.server().kill();

      ClientIOException failure =
          catchThrowableOfType(
              ClientIOException.class, () -> fs.client().writeText("notes", "after"));

      assertThat(failure).isNotNull();
      assertThat(failure.serverDied() || failure.errno().isPresent()).isTrue();
      assertThat(fs.server().report().alive()).isFalse();
      assertThat(fs.server().report().exit()).contains("SIGKILL");
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(SPLICE)
  static class AbortedCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      // Neither is closed: the unmount does that, and close(2) may fail on an aborted connection.
      ClientFile file = fs.client().open("notes", CREATE, READ_WRITE);
      PageBuffer pages = file.allocate(ByteSize.kibibytes(64));
      file.write(pages);
      fs.server().abort();

      ClientIOException failure = catchThrowableOfType(ClientIOException.class, () -> file.fsync());

      assertThat(failure.errno())
          .hasValueSatisfying(
              errno -> assertThat(errno).isIn(Errno.EIO, Errno.ENOTCONN, Errno.ECONNABORTED));
      assertThat(fs.server().report().aborts()).hasSize(1);
    }
  }

  @FuseMount(
      value = HangingFileSystem.class,
      isolation = Isolation.PROCESS,
      timeout = "5s",
      holdLimit = "500ms")
  @InModes(COPY)
  static class HangingCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, FileOption.DIRECT)) {
        file.truncate(bytes(8192));
        file.read(bytes(4096));
      }
    }
  }

  @FuseMount(value = ReplyFirstNotes.class, isolation = Isolation.PROCESS)
  @InModes(SPLICE)
  static class ReplyFirstCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, FileOption.DIRECT);
          PageBuffer pages = file.allocate(ByteSize.kibibytes(4))) {
        file.write(pages.stamp(1));
        pages.stamp(2);
      }
      assertThat(fs).hasLateAccess();
      assertThat(fs).hasNoLateAccess();
    }
  }
}
