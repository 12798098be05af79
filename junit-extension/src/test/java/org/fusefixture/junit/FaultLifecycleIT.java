package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.assertion.Times.times;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.protocol.Offset.at;

import java.util.List;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.posix.ByteSize;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults are scoped to tests, and fail those in which they never fire. */
@Tag("host")
@Timeout(120)
class FaultLifecycleIT {
  @AutoClose private static final Kit kit = new Kit();

  @Test
  void faultThatNeverFires_failsItsTestWithTheNearMiss() {
    List<Throwable> failures = Kit.failures(kit.run(UnfiredCase.class));

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("never fired; if that is permitted, call optional()")
        .hasMessageContaining("bytes: {from: 8192, to: 12288}")
        .hasMessageContaining("matched path, but offset 4096 (4096 bytes) is outside 8192..12288");
  }

  @Test
  void optionalFault_mayStayAway() {
    assertThat(Kit.failures(kit.run(OptionalCase.class))).isEmpty();
  }

  @Test
  void faultsOfATest_areGoneInTheNextOnTheSameMount() {
    assertThat(Kit.failures(kit.run(SharedCase.class))).isEmpty();
  }

  @Test
  void annotations_setFaults() {
    assertThat(Kit.failures(kit.run(AnnotatedCase.class))).isEmpty();
  }

  @Test
  void annotationThatCannotBeRead_isRefusedWithItsPlace() {
    List<Throwable> failures = Kit.failures(kit.run(MisspeltCase.class));

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0))
        .hasMessageContaining("MisspeltCase.misspelt: @Fault(\"on: WRITE, fail: EOI\"): line 1")
        .hasMessageContaining("did you mean EIO?");
  }

  @Test
  void scenarioThatIsNotThere_isRefused() {
    List<Throwable> failures = Kit.failures(kit.run(MissingScenarioCase.class));

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0)).hasMessageContaining("there is no such resource beside");
  }

  private static void write(MountedFilesystem fs, long offset) {
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, DIRECT);
        PageBuffer page = file.allocate(ByteSize.kibibytes(4))) {
      file.write(page, at(offset));
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(COPY)
  static class UnfiredCase {
    @FuseTest
    void neverFires(MountedFilesystem fs) {
      fs.faults().on(WRITE).path("notes").bytes(at(8192), at(12288)).fail(EIO);
      write(fs, 4096);
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(COPY)
  @Fault("on: WRITE, path: other, fail: EIO, optional: true")
  static class OptionalCase {
    @FuseTest
    void neverFires(MountedFilesystem fs) {
      fs.faults().on(WRITE).nth(9).fail(EIO).optional();
      fs.faults().on(WRITE).nth(9).optional().fail(EIO);
      write(fs, 0);
    }
  }

  @FuseMount(
      value = NotesFileSystem.class,
      isolation = Isolation.PROCESS,
      lifecycle = MountLifecycle.PER_CLASS)
  @InModes(COPY)
  static class SharedCase {
    @FuseTest
    void first(MountedFilesystem fs) {
      failsOnce(fs);
    }

    @FuseTest
    void second(MountedFilesystem fs) {
      failsOnce(fs);
    }

    private static void failsOnce(MountedFilesystem fs) {
      write(fs, 0);
      Receipt receipt = fs.faults().on(WRITE).named("same").fail(EIO);
      assertThatThrownBy(() -> write(fs, 0)).isInstanceOf(ClientIOException.class);
      assertThat(receipt).fired(times(1));
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(COPY)
  static class AnnotatedCase {
    @FuseTest
    @Fault("on: WRITE, path: notes, nth: 1, fail: EIO")
    @Fault("on: WRITE, path: notes, nth: 2, fail: ENOSPC")
    void repeated(MountedFilesystem fs) {
      assertThatThrownBy(() -> write(fs, 0)).hasMessageContaining("EIO");
      write(fs, 0);
      assertThatThrownBy(() -> write(fs, 0)).hasMessageContaining("ENOSPC");
    }

    @FuseTest
    @FaultScenario("third-write.yaml")
    void scenario(MountedFilesystem fs) {
      write(fs, 0);
      write(fs, 0);
      assertThatThrownBy(() -> write(fs, 0)).hasMessageContaining("EIO");
      assertThat(fs.faults().receipts()).hasSize(1);
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(COPY)
  static class MisspeltCase {
    @FuseTest
    @Fault("on: WRITE, fail: EOI")
    void misspelt(MountedFilesystem fs) {
      write(fs, 0);
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(COPY)
  static class MissingScenarioCase {
    @FuseTest
    @FaultScenario("no-such-file.yaml")
    void missing(MountedFilesystem fs) {
      write(fs, 0);
    }
  }
}
