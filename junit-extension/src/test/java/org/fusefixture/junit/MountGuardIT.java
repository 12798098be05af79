package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;

import java.time.Duration;
import java.util.List;
import org.fusefixture.junit.filesystem.HangingFileSystem;
import org.fusefixture.junit.filesystem.ImpossibleNotes;
import org.fusefixture.junit.filesystem.LeakingNotes;
import org.fusefixture.junit.filesystem.LosingNotes;
import org.fusefixture.junit.filesystem.MiscountingNotes;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.junit.filesystem.ReplyFirstNotes;
import org.fusefixture.mount.Isolation;
import org.fusefixture.posix.ByteSize;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Each inner case passes by its own assertions, and leaves something behind. */
@Tag("host")
@Timeout(120)
class MountGuardIT {
  @AutoClose private static final Kit kit = new Kit();

  @Test
  void lateAccess_failsTheTestWithItsStackAndTheTrace() {
    Throwable failure = onlyFailure(LateAccessCase.class);

    assertThat(failure)
        .isInstanceOf(GuardFailure.class)
        .hasMessageContaining("late access to a payload: WRITE#")
        .hasMessageContaining("ReplyFirstNotes.write")
        .hasMessageContaining("@Tolerates(LATE_ACCESS)");
    assertThat(failure.getSuppressed())
        .anySatisfy(
            known -> assertThat(known.toString()).contains("end of the trace", "*** LATE ACCESS"));
  }

  @Test
  void toleratedLateAccess_passes() {
    assertThat(Kit.failures(kit.run(ToleratedLateAccessCase.class))).isEmpty();
  }

  @Test
  void brokenRuleOfTheProtocol_failsTheTestUnlessItIsTolerated() {
    List<Throwable> failures = Kit.failures(kit.run(ImpossibleCase.class));

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0))
        .isInstanceOf(GuardFailure.class)
        .hasMessageContaining("broken rule of the protocol: attr.flags: GETATTR#")
        .hasMessageContaining("the flags are 0x8. ")
        .hasMessageContaining("include/uapi/linux/fuse.h")
        .hasMessageContaining("@Tolerates(PROTOCOL)");
    assertThat(failures.get(0).getSuppressed())
        .anySatisfy(
            known -> assertThat(known.toString()).contains("broken rules of the protocol ("));
  }

  @Test
  void unansweredRequest_failsTheTest() {
    assertThat(onlyFailure(UnansweredCase.class))
        .isInstanceOf(GuardFailure.class)
        .hasMessageContaining("unanswered request: FSYNC#")
        .hasMessageContaining("@Tolerates(UNANSWERED_REQUEST)");
  }

  @Test
  void unbalancedLookups_failTheTestWithBothCounts() {
    assertThat(onlyFailure(MiscountingCase.class))
        .isInstanceOf(GuardFailure.class)
        .hasMessageContaining("node 77: the kernel holds 0 lookups, the filesystem counts 3");
  }

  @Test
  void openFile_failsTheTestWithWhereItWasOpened() {
    assertThat(onlyFailure(OpenFileCase.class))
        .isInstanceOf(GuardFailure.class)
        .hasMessageContaining("file left open by the test: \"notes\", opened at ")
        .hasMessageContaining("MountGuardIT.java");
  }

  @Test
  void pipeOfTheFilesystem_failsTheTest() {
    assertThat(onlyFailure(PipeCase.class))
        .isInstanceOf(GuardFailure.class)
        .hasMessageContaining("left in the server: descriptor ")
        .hasMessageContaining("is still open: pipe:[");
  }

  @Test
  void threadOfTheFilesystem_failsTheTestWithItsStack() {
    assertThat(onlyFailure(ThreadCase.class))
        .isInstanceOf(GuardFailure.class)
        .hasMessageContaining("thread still runs in the server: \"notes-flusher\"")
        .hasMessageContaining("LeakingNotes.waitForEver");
  }

  @Test
  void lossAtTheEnd_failsTheTestUnlessItIsTolerated() {
    List<Throwable> failures = Kit.failures(kit.run(LosingCase.class));

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0))
        .isInstanceOf(GuardFailure.class)
        .hasMessageContaining("lost at the end: the disk refused the last note")
        .hasMessageContaining("@Tolerates(LOST_AT_END)");
  }

  @Test
  void processInTheSandbox_failsTheTestThatLeftIt() {
    assertThat(onlyFailure(ProcessCase.class))
        .isInstanceOf(GuardFailure.class)
        .hasMessageContaining("left in the sandbox: process ")
        .hasMessageContaining("sleep");
  }

  @Test
  void breachOfAFailedTest_isToldBesideItsFailure() {
    Throwable failure = onlyFailure(FailingCase.class);

    assertThat(failure).hasMessage("by itself");
    assertThat(failure.getSuppressed())
        .anySatisfy(left -> assertThat(left).isInstanceOf(GuardFailure.class));
  }

  @Test
  void breachOnAMountOfTheClass_isChargedToOneTest() {
    assertThat(Kit.failures(kit.run(SharedMountCase.class))).hasSize(1);
  }

  @Test
  void hang_comesWithTheStacksOfAllThreeProcesses() {
    ClientIOException failure = (ClientIOException) onlyFailure(HangingCase.class);

    assertThat(failure.detail())
        .contains("stacks of the server", "HangingFileSystem.read")
        .contains("kernel stacks of the server", "fuse_dev_")
        .contains("stacks of the client (the agent)", "LinuxFiles.pread")
        .contains("kernel stacks of the client", "fuse_direct_IO");
    assertThat(failure.getSuppressed())
        .anySatisfy(
            stacks ->
                assertThat(stacks.toString()).contains("stacks of the test JVM", "HangingCase"));
  }

  private static Throwable onlyFailure(Class<?> testCase) {
    List<Throwable> failures = Kit.failures(kit.run(testCase));
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  private static void writeAndChange(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(ByteSize.kibibytes(4))) {
      file.write(pages.stamp(1));
      pages.stamp(2);
    }
  }

  @FuseMount(value = ReplyFirstNotes.class, isolation = Isolation.PROCESS)
  @InModes(SPLICE)
  static class LateAccessCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      writeAndChange(fs);
    }
  }

  @FuseMount(value = ReplyFirstNotes.class, isolation = Isolation.PROCESS)
  @InModes(SPLICE)
  static class ToleratedLateAccessCase {
    @FuseTest
    @Tolerates(MountBreach.LATE_ACCESS)
    void byAnnotation(MountedFilesystem fs) {
      writeAndChange(fs);
    }

    @FuseTest
    void byCall(MountedFilesystem fs) {
      fs.tolerate(MountBreach.LATE_ACCESS);
      writeAndChange(fs);
    }
  }

  @FuseMount(
      value = LeakingNotes.class,
      options = "leak=reply",
      isolation = Isolation.PROCESS,
      timeout = "20s")
  @InModes(COPY)
  static class UnansweredCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      fs.run(
          Duration.ofSeconds(10),
          "sh",
          "-c",
          "echo x >{mountpoint}/notes; timeout -s KILL 1 sync {mountpoint}/notes");
    }
  }

  @FuseMount(value = LosingNotes.class, isolation = Isolation.PROCESS)
  @InModes(COPY)
  static class LosingCase {
    @FuseTest
    void test(MountedFilesystem fs) {}

    @FuseTest
    @Tolerates(MountBreach.LOST_AT_END)
    void tolerated(MountedFilesystem fs) {}
  }

  @FuseMount(value = MiscountingNotes.class, isolation = Isolation.PROCESS)
  @InModes(COPY)
  static class MiscountingCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = ImpossibleNotes.class, isolation = Isolation.PROCESS)
  @InModes(COPY)
  static class ImpossibleCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      fs.client().list("");
    }

    @FuseTest
    @Tolerates(MountBreach.PROTOCOL)
    void tolerated(MountedFilesystem fs) {
      fs.client().list("");
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(COPY)
  static class OpenFileCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      fs.client().open("notes", CREATE, READ_WRITE);
    }
  }

  @FuseMount(value = LeakingNotes.class, options = "leak=pipe", isolation = Isolation.PROCESS)
  @InModes(COPY)
  static class PipeCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = LeakingNotes.class, options = "leak=thread", isolation = Isolation.PROCESS)
  @InModes(COPY)
  static class ThreadCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(COPY)
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class ProcessCase {
    /**
     * The shell waits until its child leads a session (field 6 of proc_pid_stat(5)): what is still
     * in the command's own session ends with the command.
     */
    private static final String LEAVE_A_PROCESS =
        "setsid sleep 20 </dev/null >/dev/null 2>&1 & "
            + "until [ \"$(cut -d' ' -f6 /proc/$!/stat)\" = $! ]; do :; done";

    @FuseTest
    void first_leavesAProcess(MountedFilesystem fs) {
      fs.run(Duration.ofSeconds(10), "sh", "-c", LEAVE_A_PROCESS);
    }

    @FuseTest
    void later_isNotToBlame(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(COPY)
  static class FailingCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      fs.client().open("notes", CREATE, READ_WRITE);
      throw new AssertionError("by itself");
    }
  }

  @FuseMount(
      value = ReplyFirstNotes.class,
      isolation = Isolation.PROCESS,
      lifecycle = MountLifecycle.PER_CLASS)
  @InModes(SPLICE)
  static class SharedMountCase {
    @FuseTest
    void first(MountedFilesystem fs) {
      writeAndChange(fs);
    }

    @FuseTest
    void second(MountedFilesystem fs) {
      fs.client().list("");
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
      try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, DIRECT)) {
        file.truncate(bytes(8192));
        file.read(bytes(4096));
      }
    }
  }
}
