package org.fusefixture.sample.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.junit.MapOption.WRITABLE;
import static org.fusefixture.posix.ByteSize.kibibytes;

import java.time.Duration;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FileMapping;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.mount.Isolation;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.protocol.Offset;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/**
 * A buffered write in SPLICE mode gives the server the pages of the page cache themselves. Who
 * replies first and reads them later stores what is in them by then: always, as the late access is
 * held back until the client's change has landed.
 */
@Tag("host")
@FuseMount(value = ReplyFirstFileSystem.class, isolation = Isolation.PROCESS)
class ReplyFirstIT {
  private static final int ROUNDS = 200;
  private static final ByteSize SIZE = kibibytes(16);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @FuseTest
  @InModes(SPLICE)
  void buffered_write_answered_first_stores_later_bytes_every_time(MountedFilesystem fs) {
    for (int round = 0; round < ROUNDS; round++) {
      changePagesAfterWrite(fs, "page" + round, 2);
    }
    requireEveryWriteLate(fs);
    assertThat(fs).transferredEveryWriteIn(SPLICE);
  }

  @FuseTest
  @InModes(COPY)
  void copied_write_answered_first_stores_the_old_bytes(MountedFilesystem fs) {
    for (int round = 0; round < ROUNDS; round++) {
      changePagesAfterWrite(fs, "page" + round, 1);
    }
    requireEveryWriteLate(fs);
  }

  @FuseTest
  @InModes({COPY, SPLICE})
  void direct_write_answered_first_stores_the_old_bytes(MountedFilesystem fs) {
    // Without FUSE_SPLICE_READ_USER_PAGES the kernel copies user pages into the pipe.
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, DIRECT)) {
      PageBuffer pages = file.allocate(SIZE).stamp(1);
      file.write(pages);
      pages.stamp(2);
    }
    awaitStored(fs, "notes");
    assertThat(fs).storedFile("notes").holdsStamp(1);
    assertThat(fs).hasLateAccess();
  }

  @FuseTest
  @FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS)
  @InModes({COPY, SPLICE})
  void buffered_write_stored_first_never_shows_later_bytes(MountedFilesystem fs) {
    for (int round = 0; round < ROUNDS; round++) {
      changePagesAfterWrite(fs, "page" + round, 1);
    }
    assertThat(fs).hasNoLateAccess().transferredEveryWriteIn(fs.mode());
  }

  /** Late with each write of the client, and with those by which the kernel wrote changes back. */
  private static void requireEveryWriteLate(MountedFilesystem fs) {
    assertThat(writes(fs)).isGreaterThanOrEqualTo(ROUNDS);
    assertThat(fs).hasLateAccesses((int) writes(fs));
  }

  /**
   * Writes generation 1 through the page cache, changes the page to generation 2 once write(2) has
   * returned, and looks at what the filesystem holds before the kernel writes that change back.
   */
  private static void changePagesAfterWrite(MountedFilesystem fs, String path, long expected) {
    try (ClientFile file = fs.client().open(path, CREATE, READ_WRITE);
        PageBuffer pages = file.allocate(SIZE).stamp(1);
        FileMapping mapping = file.map(Offset.ZERO, SIZE, WRITABLE)) {
      long before = writes(fs);
      assertThat(file.write(pages)).isEqualTo(SIZE);
      mapping.stamp(2); // the next thing that the client does: late accesses are let go after it
      awaitStored(fs, path);
      assertThat(fs).storedFile(path).holdsStamp(expected);
      assertThat(writes(fs) - before)
          .as("WRITE requests for \"%s\": the change itself has not been written back", path)
          .isEqualTo(1);
    }
  }

  /** A payload that was read late is not stored at once: the file is empty until then. */
  private static void awaitStored(MountedFilesystem fs, String path) {
    assertThat(fs.server().awaitLateAccesses(LIMIT)).isTrue();
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> fs.storedFile(path).verify(1).fileSize() == SIZE.bytes());
  }

  private static long writes(MountedFilesystem fs) {
    return fs.server().statistics().requests(Opcode.WRITE);
  }
}
