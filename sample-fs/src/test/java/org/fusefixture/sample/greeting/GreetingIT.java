package org.fusefixture.sample.greeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;

import java.io.IOException;
import java.nio.file.Files;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;

@FuseMount(GreetingFileSystem.class)
@InModes({COPY, SPLICE})
class GreetingIT {

  @FuseTest
  void file_isListedAndRead(MountedFilesystem fs) throws IOException {
    try (var names = Files.list(fs.root())) {
      assertThat(names).containsExactly(fs.root().resolve("hello"));
    }
    assertThat(fs.root().resolve("hello")).hasContent("Hello, world!\n");
  }
}
