package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.kibibytes;

import java.util.List;
import org.fusefixture.internal.preflight.Preflight;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** A kernel that agrees on SPLICE_USER_PAGES and does not do it is found out, by every mount. */
@Tag("patched")
@Timeout(180)
class UserPagesRefusalIT {
  @AutoClose private static final Kit kit = new Kit();

  @BeforeAll
  static void requirePatchedKernel() {
    Preflight.shared()
        .obstacle(SandboxKey.of(Isolation.PROCESS, Kernel.PATCHED))
        .ifPresent(UserPagesRefusalIT::skip);
  }

  private static void skip(String reason) {
    String required = System.getenv().getOrDefault("FUSE_FIXTURE_REQUIRE", "");
    assertThat(required).as(reason).doesNotContain("patched");
    Assumptions.abort(reason);
  }

  @Test
  void bitThatMeansSomethingElse_refusesEveryMountWithTheReason() {
    List<Throwable> failures = Kit.failures(kit.run(OtherMeaningCase.class));

    assertThat(failures).hasSize(2);
    assertThat(failures)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOfSatisfying(
                        MountFailedException.class,
                        refusal -> assertThat(refusal.refused()).isTrue())
                    .hasMessageContaining("does not hand user pages to the server")
                    .hasMessageContaining("(bit 43) was offered and agreed on")
                    .hasMessageContaining("the kernel means something else by the bit")
                    .hasMessageContaining("fuse.offer_user_pages_flag_only=1"));
  }

  @Test
  void serverWithoutSysAdmin_isRefusedWithTheReason() {
    List<Throwable> failures = Kit.failures(kit.run(UnprivilegedCase.class));

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0))
        .isInstanceOf(MountFailedException.class)
        .hasMessageContaining("the server had no CAP_SYS_ADMIN at INIT");
  }

  @Test
  void mountThatIsNotAttested_isHadAndDoesWhatTheKernelDoes() {
    EngineExecutionResults results = kit.run(UnattestedCase.class);

    assertThat(Kit.failures(results)).isEmpty();
    results.testEvents().assertStatistics(statistics -> statistics.succeeded(1));
  }

  @Test
  void otherModes_areNoneOfItsBusiness() {
    EngineExecutionResults results = kit.run(SpliceCase.class);

    assertThat(Kit.failures(results)).isEmpty();
    results.testEvents().assertStatistics(statistics -> statistics.succeeded(1));
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(SPLICE_USER_PAGES)
  @PatchedKernel(offerUserPagesFlagOnly = true)
  static class OtherMeaningCase {
    @FuseTest
    void first(MountedFilesystem fs) {}

    @FuseTest
    void second(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS, sysAdmin = false)
  @InModes(SPLICE_USER_PAGES)
  static class UnprivilegedCase {
    @FuseTest
    void test(MountedFilesystem fs) {}
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS, attested = false)
  @InModes(SPLICE_USER_PAGES)
  @PatchedKernel(offerUserPagesFlagOnly = true)
  static class UnattestedCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      write(fs);
      assertThat(fs.mode()).isEqualTo(SPLICE_USER_PAGES);
      assertThat(fs).kernelCopiedUserPages();
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
  @InModes(SPLICE)
  @PatchedKernel(offerUserPagesFlagOnly = true)
  static class SpliceCase {
    @FuseTest
    void test(MountedFilesystem fs) {
      write(fs);
      assertThat(fs).transferredEveryWriteIn(SPLICE);
    }
  }

  private static void write(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(kibibytes(64)).stamp(1)) {
      file.write(pages);
    }
  }
}
