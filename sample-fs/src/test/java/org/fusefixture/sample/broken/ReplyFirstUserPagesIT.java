package org.fusefixture.sample.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.kibibytes;
import static org.fusefixture.protocol.Offset.at;

import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.junit.PatchedKernel;
import org.fusefixture.mount.Isolation;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/**
 * With FUSE_SPLICE_READ_USER_PAGES a direct write gives the server the client's own pages. Who
 * replies first and reads them later stores what the client puts into them after its write has
 * returned. Every mode runs on the patched kernel, so that nothing but the mode differs.
 *
 * <p>Each of the writes has pages and a part of the file of its own, so that all are judged
 * together at the end: a single wrong sector of a single write fails the test.
 */
@Tag("patched")
@FuseMount(value = ReplyFirstFileSystem.class, isolation = Isolation.PROCESS, timeout = "30s")
@PatchedKernel
class ReplyFirstUserPagesIT {
  private static final int WRITES = 200;
  private static final ByteSize SIZE = kibibytes(16);
  private static final long PAGES = WRITES * SIZE.bytes() / 4096;

  @FuseTest
  @InModes(SPLICE_USER_PAGES)
  void direct_write_answered_first_stores_later_bytes_every_time(MountedFilesystem fs) {
    changePagesAfterEachWrite(fs);
    assertThat(fs).hasLateAccesses(WRITES);
    assertThat(fs).storedFile("notes").holdsStamp(2);
    assertThat(fs).kernelReferencedUserPages().kernelCountedLateAccesses(PAGES);
    assertThat(fs).transferredEveryWriteIn(SPLICE_USER_PAGES);
  }

  @FuseTest
  @InModes({COPY, SPLICE})
  void direct_write_answered_first_stores_the_acknowledged_bytes_where_user_pages_are_copied(
      MountedFilesystem fs) {
    changePagesAfterEachWrite(fs);
    assertThat(fs).hasLateAccesses(WRITES);
    assertThat(fs).storedFile("notes").holdsStamp(1);
    assertThat(fs).kernelCopiedUserPages().kernelCountedNoLateAccess();
    assertThat(fs).transferredEveryWriteIn(fs.mode());
  }

  @FuseTest
  @FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS, timeout = "30s")
  @InModes({COPY, SPLICE, SPLICE_USER_PAGES})
  void direct_write_stored_first_never_shows_later_bytes(MountedFilesystem fs) {
    changePagesAfterEachWrite(fs);
    assertThat(fs).hasNoLateAccess().kernelCountedNoLateAccess();
    assertThat(fs).storedFile("notes").holdsStamp(1);
    assertThat(fs).transferredEveryWriteIn(fs.mode());
  }

  private static void changePagesAfterEachWrite(MountedFilesystem fs) {
    ByteSize all = ByteSize.bytes(WRITES * SIZE.bytes());
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(all).stamp(1)) {
      for (long at = 0; at < all.bytes(); at += SIZE.bytes()) {
        assertThat(file.write(pages, at(at), SIZE, at(at))).isEqualTo(SIZE);
        pages.stamp(2, at(at), at(at), SIZE); // late accesses are let go after this
      }
    }
  }
}
