package org.fusefixture.junit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.junit.ByteSize.kibibytes;
import static org.fusefixture.junit.OpenOption.CREATE;
import static org.fusefixture.junit.OpenOption.DIRECT;
import static org.fusefixture.junit.OpenOption.READ_WRITE;

import java.util.stream.IntStream;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.sandbox.Isolation;
import org.junit.jupiter.api.Tag;

@Tag("container")
@FuseMount(value = NotesFileSystem.class, isolation = Isolation.CONTAINER)
class FuseTestContainerIT {

  @FuseTest
  void acknowledged_direct_write_survives_reuse_of_its_pages(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, DIRECT)) {
      PageBuffer pages = file.allocate(kibibytes(256)).stamp(1);
      assertThat(file.write(pages, 0)).isEqualTo(256 * 1024);
      pages.stamp(2);
    }
    assertThat(fs).file("notes").holdsStamp(1).hasSize(256 * 1024);
    assertThat(fs).storedFile("notes").holdsStamp(1);
    assertThat(fs).transferredEveryWriteIn(fs.mode()).hasNoLateAccess();
  }

  @FuseTest
  void text_that_was_written_is_read_and_listed(MountedFilesystem fs) {
    fs.client().writeText("greeting", "hello");

    assertThat(fs.client().readText("greeting")).isEqualTo("hello");
    assertThat(fs.client().names("")).containsExactly("greeting");
    assertThat(fs.isolation()).isEqualTo(Isolation.CONTAINER);
  }

  /** Frames of the engine's stream that are larger than docker-java's buffer share one array. */
  @FuseTest
  void long_text_comes_through_the_engine_as_it_was(MountedFilesystem fs) {
    String text = IntStream.range(0, 8_000).mapToObj(Integer::toString).collect(joining(" "));
    fs.client().writeText("long", text);

    assertThat(fs.client().readText("long")).isEqualTo(text);
  }
}
