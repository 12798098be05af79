package org.fusefixture.sample.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.junit.AllocationOption.KEEP_SIZE;
import static org.fusefixture.junit.AllocationOption.PUNCH_HOLE;
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
import org.fusefixture.protocol.Offset;
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

  /** Not in the suite, as ext4 has no such files, and SEEK_HOLE of tmpfs overflows there. */
  @FuseTest
  void largest_file_has_2_to_the_63_minus_1_bytes(MountedFilesystem fs) {
    Offset last = at(Long.MAX_VALUE - PAGE + 1);
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.write(filled(PAGE - 1, 5), last);
      assertThat(file.stat().size()).isEqualTo(Long.MAX_VALUE);
      assertThat(file.read(bytes(PAGE - 1), last)).isEqualTo(filled(PAGE - 1, 5));
      assertThat(file.seekData(Offset.ZERO)).isEqualTo(last);
      assertThat(file.seekHole(last)).isEqualTo(at(Long.MAX_VALUE));
      file.fallocate(last, bytes(PAGE - 1), PUNCH_HOLE, KEEP_SIZE);
      assertThat(file.stat().blocks()).isZero();
      file.fallocate(last, bytes(PAGE - 1));
      assertThat(file.stat().blocks()).isEqualTo(8);
      file.truncate(bytes(0));
      assertThat(file.stat().blocks()).isZero();
    }
  }
}
