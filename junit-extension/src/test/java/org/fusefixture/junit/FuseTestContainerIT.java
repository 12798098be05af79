package org.fusefixture.junit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.junit.jupiter.api.Tag;

@Tag("container")
@FuseMount(value = NotesFileSystem.class, isolation = Isolation.CONTAINER)
class FuseTestContainerIT extends FuseTestSuite {

  @FuseTest
  void sandbox_is_the_one_asked_for(MountedFilesystem fs) {
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
