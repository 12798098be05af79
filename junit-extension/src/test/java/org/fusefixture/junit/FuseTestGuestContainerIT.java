package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.mebibytes;

import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.Tag;

/** The patched kernel in an unprivileged container, in every mode. */
@Tag("container")
@Tag("patched")
@FuseMount(
    value = NotesFileSystem.class,
    isolation = Isolation.CONTAINER,
    kernel = Kernel.PATCHED,
    timeout = "30s")
@InModes({COPY, SPLICE, SPLICE_USER_PAGES})
class FuseTestGuestContainerIT {

  @FuseTest
  void acknowledged_direct_write_survives_reuse_of_its_pages(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, DIRECT)) {
      PageBuffer pages = file.allocate(mebibytes(1)).stamp(1);
      assertThat(file.write(pages)).isEqualTo(mebibytes(1));
      pages.stamp(2);
    }
    assertThat(fs).file("notes").holdsStamp(1).hasSize(mebibytes(1));
    assertThat(fs).storedFile("notes").holdsStamp(1);
    assertThat(fs).transferredEveryWriteIn(fs.mode()).hasNoLateAccess();
    assertThat(fs.isolation()).isEqualTo(Isolation.CONTAINER);
  }
}
