package org.fusefixture.sample.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.junit.AllocationOption.KEEP_SIZE;
import static org.fusefixture.junit.AllocationOption.PUNCH_HOLE;
import static org.fusefixture.junit.AllocationOption.ZERO_RANGE;
import static org.fusefixture.junit.ByteSize.kibibytes;
import static org.fusefixture.junit.MapOption.WRITABLE;
import static org.fusefixture.junit.OpenOption.APPEND;
import static org.fusefixture.junit.OpenOption.CREATE;
import static org.fusefixture.junit.OpenOption.READ_ONLY;
import static org.fusefixture.junit.OpenOption.READ_WRITE;
import static org.fusefixture.junit.OpenOption.TRUNCATE;
import static org.fusefixture.junit.OpenOption.WRITE_ONLY;
import static org.fusefixture.sample.posix.Posix.assertFails;
import static org.fusefixture.sample.posix.Posix.shell;

import java.util.Arrays;
import org.fusefixture.errno.Errno;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FileMapping;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.MountedFilesystem;

/** Reading, writing, size, holes and space. */
abstract class ContentSuite extends EmptyAtFirst {
  private static final int PAGE = 4096;

  private static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @FuseTest
  void read_ends_at_the_end_of_the_file(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.write(filled(100, 1), 0);
      assertThat(file.read(90, 50)).hasSize(10);
      assertThat(file.read(100, 50)).isEmpty();
      assertThat(file.read(1 << 20, 50)).isEmpty();
    }
  }

  @FuseTest
  void access_mode_is_held(MountedFilesystem fs) {
    fs.client().writeText("f", "x");
    try (ClientFile reader = fs.client().open("f", READ_ONLY);
        ClientFile writer = fs.client().open("f", WRITE_ONLY)) {
      assertFails(Errno.EBADF, () -> reader.write(filled(1, 1), 0));
      assertFails(Errno.EBADF, () -> writer.read(0, 1));
      assertFails(Errno.EINVAL, () -> reader.truncate(0));
    }
  }

  @FuseTest
  void open_with_truncation_empties_the_file(MountedFilesystem fs) {
    fs.client().writeText("f", "something");
    fs.client().open("f", TRUNCATE, WRITE_ONLY).close();
    assertThat(fs.client().status("f").size()).isZero();
  }

  @FuseTest
  void appending_ignores_the_offset(MountedFilesystem fs) {
    fs.client().writeText("f", "one");
    try (ClientFile file = fs.client().open("f", APPEND, WRITE_ONLY)) {
      file.write("two".getBytes(java.nio.charset.StandardCharsets.UTF_8), 0);
    }
    assertThat(fs.client().readText("f")).isEqualTo("onetwo");
    shell(
        fs,
        "for i in 1 2 3 4; do (for j in $(seq 50); do echo $i >> log; done) & done; wait;"
            + " test $(wc -l < log) = 200");
  }

  @FuseTest
  void truncated_tail_reads_as_zeros_after_growing(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.write(filled(3 * PAGE, 7), 0);
      file.truncate(PAGE + 10);
      assertThat(file.status().size()).isEqualTo(PAGE + 10);
      file.truncate(3 * PAGE);
      assertThat(file.read(PAGE, 10)).isEqualTo(filled(10, 7));
      assertThat(file.read(PAGE + 10, 2 * PAGE)).isEqualTo(filled(2 * PAGE - 10, 0));
    }
  }

  @FuseTest
  void write_far_beyond_the_end_leaves_a_hole(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.write(filled(10, 1), 1L << 32);
      assertThat(file.status().size()).isEqualTo((1L << 32) + 10);
      assertThat(file.status().blocks()).isLessThan(1000);
      assertThat(file.read(1 << 20, 100)).isEqualTo(filled(100, 0));
      assertThat(file.seekContent(0)).isGreaterThan((1L << 32) - (1 << 20));
      assertThat(file.seekHole(0)).isZero();
      assertFails(Errno.ENXIO, () -> file.seekContent((1L << 32) + 10));
    }
  }

  @FuseTest
  void holes_and_data_are_found_in_turn(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.write(filled(PAGE, 1), 0);
      file.write(filled(PAGE, 1), 256 * 1024);
      file.truncate(512 * 1024);
      file.sync();
      assertThat(file.seekContent(0)).isZero();
      assertThat(file.seekHole(0)).isEqualTo(PAGE);
      assertThat(file.seekContent(PAGE)).isEqualTo(256 * 1024);
      assertThat(file.seekHole(256 * 1024)).isEqualTo(256 * 1024 + PAGE);
      assertFails(Errno.ENXIO, () -> file.seekContent(300 * 1024));
    }
  }

  @FuseTest
  void punched_range_is_a_hole(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.write(filled(8 * PAGE, 5), 0);
      file.sync();
      long before = file.status().blocks();
      file.preallocate(PAGE + 100, 4 * PAGE, PUNCH_HOLE, KEEP_SIZE);
      assertThat(file.status().size()).isEqualTo(8 * PAGE);
      assertThat(file.status().blocks()).isLessThan(before);
      assertThat(file.read(PAGE, 100)).isEqualTo(filled(100, 5));
      assertThat(file.read(PAGE + 100, 4 * PAGE)).isEqualTo(filled(4 * PAGE, 0));
      assertThat(file.read(5 * PAGE + 100, 100)).isEqualTo(filled(100, 5));
      assertFails(Errno.EOPNOTSUPP, () -> file.preallocate(0, PAGE, PUNCH_HOLE));
    }
  }

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

  @FuseTest
  void allocated_space_is_counted_and_grows_the_file(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.preallocate(0, 64 * 1024);
      assertThat(file.status().size()).isEqualTo(64 * 1024);
      assertThat(file.status().blocks()).isGreaterThanOrEqualTo(128);
      file.preallocate(0, 128 * 1024, KEEP_SIZE);
      assertThat(file.status().size()).isEqualTo(64 * 1024);
      assertFails(Errno.EINVAL, () -> file.preallocate(0, 0));
    }
  }

  @FuseTest
  void copied_range_is_the_same(MountedFilesystem fs) {
    shell(
        fs,
        "seq 1 200000 > a; cp --reflink=never --sparse=never a b; cmp a b;"
            + " truncate -s 3M holes; echo x >> holes; cp a holes-too; cp holes copy; cmp holes copy");
    String perl =
        "perl -e 'open(A, \"<a\"); open(C, \">c\"); $in=pack(\"q\", 1000); $out=pack(\"q\", 50);"
            + " $n=syscall("
            + (System.getProperty("os.arch").equals("aarch64") ? 285 : 326)
            + ", fileno(A), $in, fileno(C), $out, 5000, 0); print $n'";
    assertThat(shell(fs, perl)).isEqualTo("5000");
    shell(fs, "cmp -i 1000:50 -n 5000 a c; test $(stat -c %s c) = 5050");
  }

  @FuseTest
  void shared_mapping_reads_and_writes_the_file(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.write(filled(2 * PAGE, 1), 0);
      try (FileMapping mapping = file.map(0, kibibytes(8), WRITABLE)) {
        assertThat(mapping.bytes(PAGE, 10)).isEqualTo(filled(10, 1));
        mapping.put(PAGE - 5, filled(10, 9));
        mapping.sync();
      }
      assertThat(file.read(PAGE - 6, 12)).containsExactly(1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 1);
    }
  }

  @FuseTest
  void program_in_the_mount_can_be_run(MountedFilesystem fs) {
    assertThat(shell(fs, "cp /bin/echo ./echo; ./echo works")).isEqualTo("works");
    assertThat(fs.client().status("echo").permissions() & 0111).isEqualTo(0111);
  }

  @FuseTest
  void statistics_count_what_is_used(MountedFilesystem fs) {
    var before = fs.client().filesystemStatus("");
    assertThat(before.blocks()).isPositive();
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.preallocate(0, 4 << 20);
      var after = fs.client().filesystemStatus("");
      assertThat(after.freeBlocks() * after.fragmentSize())
          .isLessThanOrEqualTo(before.freeBlocks() * before.fragmentSize() - (3 << 20));
    }
  }

  @FuseTest
  void stamped_content_survives_renaming_under_writes(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE)) {
      file.write(file.allocate(kibibytes(512)).stamp(1), 0);
      fs.client().makeDirectory("d");
      fs.client().rename("notes", "d/notes");
      file.write(file.allocate(kibibytes(512)).stamp(2), 0);
    }
    fs.client().rename("d/notes", "notes");
    assertThat(fs).file("notes").holdsStamp(2);
  }
}
