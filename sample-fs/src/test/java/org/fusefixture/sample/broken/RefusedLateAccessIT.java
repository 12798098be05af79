package org.fusefixture.sample.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.kibibytes;

import java.time.Duration;
import java.util.List;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.junit.PatchedKernel;
import org.fusefixture.mount.Isolation;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.report.FilesystemFailure;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/** With fuse.refuse_late_access the kernel itself enforces the contract. */
@Tag("patched")
@FuseMount(value = ReplyFirstFileSystem.class, isolation = Isolation.PROCESS, timeout = "30s")
@PatchedKernel(refuseLateAccess = true)
class RefusedLateAccessIT {
  private static final ByteSize SIZE = kibibytes(64);

  @FuseTest
  @InModes(SPLICE_USER_PAGES)
  void late_read_fails_with_ESTALE_and_is_counted(MountedFilesystem fs) {
    changePagesAfterWrite(fs, "notes");

    assertThat(fs).hasLateAccesses(1).kernelCountedLateAccesses(1);
    List<FilesystemFailure> failures = fs.server().report().session().failures();
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0).opcode()).isEqualTo(Opcode.WRITE);
    assertThat(failures.get(0).exception()).contains("ESTALE", "after its reply");
    assertThat(failures.get(0).stack()).contains("fuse.refuse_late_access");
    assertThat(fs.storedFile("notes").verify(2).fileSize())
        .as("bytes stored, of what the client put into its pages after the reply")
        .isZero();
  }

  @FuseTest
  @InModes(SPLICE_USER_PAGES)
  void connection_goes_on_after_a_refusal(MountedFilesystem fs) {
    for (int write = 1; write <= 40; write++) { // more than payloads are kept after their replies
      changePagesAfterWrite(fs, "notes" + write);
    }
    assertThat(fs).hasLateAccesses(40).kernelCountedLateAccesses(40);
    fs.client().writeText("other", "through the page cache");
    // Pages of the page cache may be read late: the filesystem stores them after its reply.
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> fs.client().readText("other").equals("through the page cache"));
  }

  @FuseTest
  @InModes({COPY, SPLICE})
  void copies_are_nobodys_pages_and_can_be_read_late(MountedFilesystem fs) {
    changePagesAfterWrite(fs, "notes");

    assertThat(fs).hasLateAccesses(1).kernelCountedNoLateAccess().kernelCopiedUserPages();
    assertThat(fs).storedFile("notes").holdsStamp(1);
  }

  @FuseTest
  @FuseMount(
      value = MemoryFileSystem.class,
      options = "capacity=1m",
      isolation = Isolation.PROCESS,
      timeout = "30s")
  @InModes(SPLICE_USER_PAGES)
  void correct_filesystem_is_never_refused(MountedFilesystem fs) {
    changePagesAfterWrite(fs, "notes");

    assertThat(fs).storedFile("notes").holdsStamp(1);
    assertThat(fs).kernelReferencedUserPages().kernelCountedNoLateAccess();
    assertThat(fs.server().report().session().failures()).isEmpty();
  }

  private static void changePagesAfterWrite(MountedFilesystem fs, String path) {
    try (ClientFile file = fs.client().open(path, CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(SIZE).stamp(1)) {
      assertThat(file.write(pages)).isEqualTo(SIZE);
      pages.stamp(2);
    }
  }
}
