package org.fusefixture.sample.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.junit.AllocationOption.KEEP_SIZE;
import static org.fusefixture.junit.AllocationOption.ZERO_RANGE;
import static org.fusefixture.junit.OpenOption.CREATE;
import static org.fusefixture.junit.OpenOption.READ_WRITE;

import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

@Tag("host")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    timeoutMillis = 30_000,
    lifecycle = MountLifecycle.PER_CLASS)
class MemoryContentIT extends ContentSuite {

  /** Not in the suite, as tmpfs, in which a sandbox keeps backing directories, cannot do it. */
  @FuseTest
  void zeroed_range_reads_as_zeros(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.write(filled(4 * PAGE, 5), 0);
      file.preallocate(100, PAGE, ZERO_RANGE);
      assertThat(file.read(0, 100)).isEqualTo(filled(100, 5));
      assertThat(file.read(100, PAGE)).isEqualTo(filled(PAGE, 0));
      file.preallocate(3 * PAGE, 4 * PAGE, ZERO_RANGE, KEEP_SIZE);
      assertThat(file.status().size()).isEqualTo(4 * PAGE);
      file.preallocate(3 * PAGE, 4 * PAGE, ZERO_RANGE);
      assertThat(file.status().size()).isEqualTo(7 * PAGE);
    }
  }
}
