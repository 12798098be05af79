package org.fusefixture.sample.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.junit.AllocationOption.KEEP_SIZE;
import static org.fusefixture.junit.AllocationOption.ZERO_RANGE;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.protocol.Offset.at;

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
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
class MemoryContentIT extends ContentSuite {

  /** Not in the suite, as tmpfs, in which a sandbox keeps backing directories, cannot do it. */
  @FuseTest
  void zeroed_range_reads_as_zeros(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.write(filled(4 * PAGE, 5));
      file.fallocate(at(100), bytes(PAGE), ZERO_RANGE);
      assertThat(file.read(bytes(100))).isEqualTo(filled(100, 5));
      assertThat(file.read(bytes(PAGE), at(100))).isEqualTo(filled(PAGE, 0));
      file.fallocate(at(3 * PAGE), bytes(4 * PAGE), ZERO_RANGE, KEEP_SIZE);
      assertThat(file.stat().size()).isEqualTo(4 * PAGE);
      file.fallocate(at(3 * PAGE), bytes(4 * PAGE), ZERO_RANGE);
      assertThat(file.stat().size()).isEqualTo(7 * PAGE);
    }
  }
}
