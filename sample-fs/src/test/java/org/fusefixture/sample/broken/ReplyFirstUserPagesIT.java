package org.fusefixture.sample.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.junit.ByteSize.kibibytes;
import static org.fusefixture.junit.OpenOption.CREATE;
import static org.fusefixture.junit.OpenOption.DIRECT;
import static org.fusefixture.junit.OpenOption.READ_WRITE;

import java.time.Duration;
import org.fusefixture.junit.ByteSize;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sandbox.Isolation;
import org.fusefixture.sandbox.Kernel;
import org.junit.jupiter.api.Tag;

/**
 * With FUSE_SPLICE_READ_USER_PAGES a direct write gives the server the client's own pages. Who
 * replies first and reads them later stores what the client puts into them after its write has
 * returned: wrong data, or a secret. Every mode runs on the patched kernel, so that nothing but the
 * mode differs.
 */
@Tag("patched")
@FuseMount(
    value = ReplyFirstFileSystem.class,
    isolation = Isolation.PROCESS,
    kernel = Kernel.PATCHED,
    timeoutMillis = 30_000)
class ReplyFirstUserPagesIT {
  private static final int ROUNDS = 200;
  private static final ByteSize SIZE = kibibytes(16);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @FuseTest
  @InModes(SPLICE_USER_PAGES)
  void direct_write_answered_first_stores_later_bytes_every_time(MountedFilesystem fs) {
    reusePagesAfterEachWrite(fs, 2);
    assertThat(fs).transferredEveryWriteIn(SPLICE_USER_PAGES);
  }

  @FuseTest
  @InModes({COPY, SPLICE})
  void direct_write_answered_first_stores_the_old_bytes_where_user_pages_are_copied(
      MountedFilesystem fs) {
    reusePagesAfterEachWrite(fs, 1);
    assertThat(fs).transferredEveryWriteIn(fs.mode());
  }

  @FuseTest
  @FuseMount(
      value = MemoryFileSystem.class,
      isolation = Isolation.PROCESS,
      kernel = Kernel.PATCHED,
      timeoutMillis = 30_000)
  @InModes({COPY, SPLICE, SPLICE_USER_PAGES})
  void direct_write_stored_first_never_shows_later_bytes(MountedFilesystem fs) {
    reusePagesAfterEachWrite(fs, 1);
    assertThat(fs).hasNoLateAccess().transferredEveryWriteIn(fs.mode());
  }

  private static void reusePagesAfterEachWrite(MountedFilesystem fs, long expected) {
    for (int round = 0; round < ROUNDS; round++) {
      String path = "notes" + round;
      try (ClientFile file = fs.client().open(path, CREATE, READ_WRITE, DIRECT);
          PageBuffer pages = file.allocate(SIZE).stamp(1)) {
        assertThat(file.write(pages, 0)).isEqualTo(SIZE.bytes());
        pages.stamp(2);
        assertThat(fs.server().awaitLateAccesses(LIMIT)).isTrue();
        assertThat(fs).storedFile(path).holdsStamp(expected);
      }
    }
  }
}
