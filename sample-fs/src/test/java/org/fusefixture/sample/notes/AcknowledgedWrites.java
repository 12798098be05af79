package org.fusefixture.sample.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.junit.FileOption.APPEND;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.junit.MapOption.WRITABLE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.posix.ByteSize.kibibytes;
import static org.fusefixture.posix.ByteSize.mebibytes;
import static org.fusefixture.protocol.Offset.at;

import org.fusefixture.filesystem.Opcode;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FileMapping;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.protocol.Offset;
import org.fusefixture.stamp.FileVerdict;

/** What a client may rely on once its write has returned, whatever it does to its pages then. */
abstract class AcknowledgedWrites {
  private static final int ATTEMPTS = 20;

  @FuseTest
  void acknowledged_direct_write_survives_reuse_of_its_pages(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, DIRECT)) {
      PageBuffer pages = file.allocate(mebibytes(1)).stamp(1);
      assertThat(file.write(pages)).isEqualTo(mebibytes(1));
      pages.stamp(2); // the client reuses its pages after the reply
    }
    assertThat(fs).file("notes").holdsStamp(1);
    assertThat(fs).storedFile("notes").holdsStamp(1);
    assertThat(fs).transferredEveryWriteIn(fs.mode()).hasNoLateAccess();
  }

  @FuseTest
  void acknowledged_buffered_write_survives_a_change_of_the_page_cache(MountedFilesystem fs) {
    int judged = 0;
    for (int attempt = 0; judged == 0 && attempt < ATTEMPTS; attempt++) {
      String path = "notes" + attempt;
      try (ClientFile file = fs.client().open(path, CREATE, READ_WRITE);
          PageBuffer page = file.allocate(kibibytes(4)).stamp(1);
          FileMapping mapping = file.map(Offset.ZERO, kibibytes(4), WRITABLE)) {
        long before = writes(fs);
        file.write(page);
        mapping.stamp(2);
        FileVerdict stored = fs.storedFile(path).verify(1);
        if (writes(fs) == before + 1) {
          assertThat(stored.verdict().holds()).as(stored.toString()).isTrue();
          judged++;
        } // else the kernel has written the change back already, as is its right: nothing is shown
        mapping.msync();
        assertThat(fs).storedFile(path).holdsStamp(2);
      }
    }
    assertThat(judged).as("files judged before the change was written back").isPositive();
    assertThat(fs).hasNoLateAccess();
  }

  private static long writes(MountedFilesystem fs) {
    return fs.server().statistics().requests(Opcode.WRITE);
  }

  @FuseTest
  void write_across_pages_is_stored_where_it_belongs(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE)) {
      PageBuffer pages = file.allocate(kibibytes(300)).stamp(1);
      file.write(pages);
      for (long at = 512; at < 300 * 1024; at += 7 * 1024) {
        file.write(pages, at(at), bytes(Math.min(1024, 300 * 1024 - at)), at(at));
      }
    }
    assertThat(fs).file("notes").holdsStamp(1).hasSize(kibibytes(300));
    assertThat(fs).storedFile("notes").holdsStamp(1);
  }

  @FuseTest
  void appended_direct_writes_follow_one_another(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("log", CREATE, READ_WRITE, APPEND, DIRECT)) {
      for (int part = 0; part < 8; part++) {
        PageBuffer pages = file.allocate(kibibytes(16)).stamp(1, at(part * 16 * 1024L));
        file.write(pages); // pwrite(2) appends all the same, see its BUGS
      }
    }
    assertThat(fs).file("log").holdsStamp(1).hasSize(kibibytes(128));
    assertThat(fs).storedFile("log").holdsStamp(1);
  }
}
