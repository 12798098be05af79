package org.fusefixture.sample.memory;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.fusefixture.filesystem.FilesystemContext;

/** Filesystems to be tested. */
final class Fixtures {
  private Fixtures() {}

  static MemoryFileSystem memory(InstantSource clock, Map<String, String> options) {
    return new MemoryFileSystem(new FilesystemContext(Path.of("unused"), options, 1), clock);
  }

  static MemoryFileSystem memory() {
    return memory(InstantSource.system(), Map.of("capacity", "64m"));
  }
}
