package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.posix.ByteSize.kibibytes;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each inner case passes by its own assertions, and leaves the kernel of the guest in disorder. */
@Tag("patched")
@Timeout(180)
class KernelGuardIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static Kit kit;

  @BeforeAll
  static void holdSandboxes() {
    kit = new Kit();
  }

  @AfterAll
  static void releaseSandboxes() {
    kit.close();
  }

  @Test
  void warningOfTheKernel_failsTheTest() {
    assertThat(onlyFailure(ComplaintCase.class))
        .hasMessageContaining("complaint of the kernel: 1 WARNING: CPU: 0 PID: 1 at fs/fuse/dev.c")
        .hasMessageContaining("@Tolerates(KERNEL_COMPLAINT)");
  }

  /** The pages of the client are in a pipe that somebody still has open when the server is gone. */
  @Test
  void pagesInAPipe_failTheTest() {
    assertThat(onlyFailure(PipeCase.class))
        .hasMessageContaining("pages left behind: 4 pipe buffers still hold pages of a writer")
        .hasMessageContaining("PAGE_LEFTOVER");
  }

  private static Throwable onlyFailure(Class<?> testCase) {
    List<Throwable> failures = Kit.failures(kit.run(testCase));
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0)).isInstanceOf(GuardFailure.class);
    return failures.get(0);
  }

  private static void run(MountedFilesystem fs, String script) {
    CommandResult result = fs.run(LIMIT, "sh", "-c", script);
    assertThat(result.succeeded()).as("%s", result).isTrue();
  }

  @FuseMount(
      value = NotesFileSystem.class,
      isolation = Isolation.PROCESS,
      kernel = Kernel.PATCHED,
      timeout = "60s")
  @InModes(SPLICE_USER_PAGES)
  static class ComplaintCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      run(fs, "echo 'WARNING: CPU: 0 PID: 1 at fs/fuse/dev.c:1 of a test' > /dev/kmsg");
    }
  }

  @FuseMount(
      value = NotesFileSystem.class,
      isolation = Isolation.PROCESS,
      kernel = Kernel.PATCHED,
      timeout = "60s")
  @InModes(SPLICE_USER_PAGES)
  static class PipeCase {
    /** Opens each pipe of the server, in processes that lead sessions of their own. */
    private static final String HOLD_PIPES =
        """
        held=
        for fd in /proc/%d/fd/*; do
          pipe=$(readlink $fd)
          case $pipe in pipe:*) ;; *) continue ;; esac
          case $held in *$pipe*) continue ;; esac
          held=$held$pipe
          setsid sleep 60 <$fd >/dev/null 2>&1 &
        done
        sleep 2 # until they lead sessions; what is still in this one ends with it
        """;

    @FuseTest
    @Tolerates({MountBreach.UNANSWERED_REQUEST, MountBreach.SANDBOX_LEFTOVER})
    void test(MountedFilesystem fs) {
      Receipt hang = fs.faults().on(WRITE).at(Phase.RECEIVED).hang();
      try (ClientProcess writer = fs.client().startWriter("notes", kibibytes(16), 1)) {
        Awaitility.await().atMost(LIMIT).until(() -> hang.fired() == 1);
        run(fs, HOLD_PIPES.formatted(fs.description().serverPid()));
        fs.server().kill();
        Awaitility.await().atMost(LIMIT).until(() -> writer.state().returned());
      }
    }
  }
}
