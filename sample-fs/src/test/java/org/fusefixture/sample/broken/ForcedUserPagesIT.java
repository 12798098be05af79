package org.fusefixture.sample.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.junit.MountBreach.LATE_ACCESS;
import static org.fusefixture.posix.ByteSize.kibibytes;

import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.junit.PatchedKernel;
import org.fusefixture.junit.Tolerates;
import org.fusefixture.mount.Isolation;
import org.junit.jupiter.api.Tag;

/** With fuse.force_user_pages a privileged server gets the client's pages without asking. */
@Tag("patched")
@FuseMount(value = ReplyFirstFileSystem.class, isolation = Isolation.PROCESS, timeout = "30s")
@PatchedKernel(forceUserPages = true)
@InModes(SPLICE)
class ForcedUserPagesIT {
  @FuseTest
  void server_that_never_heard_of_the_flag_gets_the_pages(MountedFilesystem fs) {
    changePagesAfterWrite(fs);

    assertThat(fs).hasLateAccesses(1);
    assertThat(fs).storedFile("notes").holdsStamp(2);
    assertThat(fs).kernelReferencedUserPages().kernelCountedLateAccesses();
    assertThat(fs.description().initFlags() & 1L << 43).as("the flag, in mode SPLICE").isZero();
  }

  @FuseTest
  @Tolerates(LATE_ACCESS)
  void mode_that_is_not_what_happened_is_found_by_the_counters(MountedFilesystem fs) {
    changePagesAfterWrite(fs);

    assertThatThrownBy(() -> assertThat(fs).transferredEveryWriteIn(SPLICE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("0 pages copied")
        .hasMessageContaining("16 pages referenced");
  }

  @FuseTest
  @FuseMount(
      value = ReplyFirstFileSystem.class,
      isolation = Isolation.PROCESS,
      sysAdmin = false,
      timeout = "30s")
  void unprivileged_server_gets_copies_all_the_same(MountedFilesystem fs) {
    changePagesAfterWrite(fs);

    assertThat(fs).hasLateAccesses(1).kernelCopiedUserPages().transferredEveryWriteIn(SPLICE);
    assertThat(fs).storedFile("notes").holdsStamp(1);
  }

  private static void changePagesAfterWrite(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(kibibytes(64)).stamp(1)) {
      assertThat(file.write(pages)).isEqualTo(kibibytes(64));
      pages.stamp(2);
    }
  }
}
