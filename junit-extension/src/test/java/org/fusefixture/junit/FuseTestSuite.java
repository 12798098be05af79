package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.kibibytes;

/** What a first test on a mount does; subclasses name the sandbox. */
abstract class FuseTestSuite {

  @FuseTest
  void acknowledged_direct_write_survives_reuse_of_its_pages(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, DIRECT)) {
      PageBuffer pages = file.allocate(kibibytes(256)).stamp(1);
      assertThat(file.write(pages)).isEqualTo(kibibytes(256));
      pages.stamp(2);
    }
    assertThat(fs).file("notes").holdsStamp(1).hasSize(kibibytes(256));
    assertThat(fs).storedFile("notes").holdsStamp(1);
    assertThat(fs).transferredEveryWriteIn(fs.mode()).hasNoLateAccess();
  }

  @FuseTest
  void text_that_was_written_is_read_and_listed(MountedFilesystem fs) {
    fs.client().writeText("greeting", "hello");

    assertThat(fs.client().readText("greeting")).isEqualTo("hello");
    assertThat(fs.client().names("")).containsExactly("greeting");
  }
}
