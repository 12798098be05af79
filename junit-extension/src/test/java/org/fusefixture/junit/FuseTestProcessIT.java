package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.junit.jupiter.api.Tag;

@Tag("host")
@FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS)
class FuseTestProcessIT extends FuseTestSuite {
  @FuseTest
  void sandbox_is_the_one_asked_for(MountedFilesystem fs) {
    assertThat(fs.isolation()).isEqualTo(Isolation.PROCESS);
  }
}
