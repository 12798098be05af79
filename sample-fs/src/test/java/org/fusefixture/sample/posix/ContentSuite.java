package org.fusefixture.sample.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.junit.AllocationOption.KEEP_SIZE;
import static org.fusefixture.junit.AllocationOption.PUNCH_HOLE;
import static org.fusefixture.junit.FileOption.APPEND;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.READ_ONLY;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.junit.FileOption.TRUNCATE;
import static org.fusefixture.junit.FileOption.WRITE_ONLY;
import static org.fusefixture.junit.MapOption.WRITABLE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.posix.ByteSize.kibibytes;
import static org.fusefixture.protocol.Offset.at;
import static org.fusefixture.sample.posix.Posix.assertFails;
import static org.fusefixture.sample.posix.Posix.shell;

import java.util.Arrays;
import org.fusefixture.errno.Errno;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FileMapping;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.protocol.Offset;

/** Reading, writing, size, holes and space. */
abstract class ContentSuite extends EmptyAtFirst {
  static final int PAGE = 4096;

  static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @FuseTest
  void read_ends_at_the_end_of_the_file(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.write(filled(100, 1));
      assertThat(file.read(bytes(50), at(90))).hasSize(10);
      assertThat(file.read(bytes(50), at(100))).isEmpty();
      assertThat(file.read(bytes(50), at(1 << 20))).isEmpty();
    }
  }

  @FuseTest
  void access_mode_is_held(MountedFilesystem fs) {
    fs.client().writeText("f", "x");
    try (ClientFile reader = fs.client().open("f", READ_ONLY);
        ClientFile writer = fs.client().open("f", WRITE_ONLY)) {
      assertFails(Errno.EBADF, () -> reader.write(filled(1, 1)));
      assertFails(Errno.EBADF, () -> writer.read(bytes(1)));
      assertFails(Errno.EINVAL, () -> reader.truncate(bytes(0)));
    }
  }

  @FuseTest
  void open_with_truncation_empties_the_file(MountedFilesystem fs) {
    fs.client().writeText("f", "something");
    fs.client().open("f", TRUNCATE, WRITE_ONLY).close();
    assertThat(fs.client().stat("f").size()).isZero();
  }

  @FuseTest
  void appending_ignores_the_offset(MountedFilesystem fs) {
    fs.client().writeText("f", "one");
    try (ClientFile file = fs.client().open("f", APPEND, WRITE_ONLY)) {
      file.write("two".getBytes(java.nio.charset.StandardCharsets.UTF_8));
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
      file.write(filled(3 * PAGE, 7));
      file.truncate(bytes(PAGE + 10));
      assertThat(file.stat().size()).isEqualTo(PAGE + 10);
      file.truncate(bytes(3 * PAGE));
      assertThat(file.read(bytes(10), at(PAGE))).isEqualTo(filled(10, 7));
      assertThat(file.read(bytes(2 * PAGE), at(PAGE + 10))).isEqualTo(filled(2 * PAGE - 10, 0));
    }
  }

  @FuseTest
  void write_far_beyond_the_end_leaves_a_hole(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.write(filled(10, 1), at(1L << 32));
      assertThat(file.stat().size()).isEqualTo((1L << 32) + 10);
      assertThat(file.stat().blocks()).isLessThan(1000);
      assertThat(file.read(bytes(100), at(1 << 20))).isEqualTo(filled(100, 0));
      assertThat(file.seekData(Offset.ZERO)).isGreaterThan(at((1L << 32) - (1 << 20)));
      assertThat(file.seekHole(Offset.ZERO)).isEqualTo(Offset.ZERO);
      assertFails(Errno.ENXIO, () -> file.seekData(at((1L << 32) + 10)));
    }
  }

  @FuseTest
  void holes_and_data_are_found_in_turn(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.write(filled(PAGE, 1));
      file.write(filled(PAGE, 1), at(256 * 1024));
      file.truncate(kibibytes(512));
      file.fsync();
      assertThat(file.seekData(Offset.ZERO)).isEqualTo(Offset.ZERO);
      assertThat(file.seekHole(Offset.ZERO)).isEqualTo(at(PAGE));
      assertThat(file.seekData(at(PAGE))).isEqualTo(at(256 * 1024));
      assertThat(file.seekHole(at(256 * 1024))).isEqualTo(at(256 * 1024 + PAGE));
      assertFails(Errno.ENXIO, () -> file.seekData(at(300 * 1024)));
    }
  }

  @FuseTest
  void punched_range_is_a_hole(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.write(filled(8 * PAGE, 5));
      file.fsync();
      long before = file.stat().blocks();
      file.fallocate(at(PAGE + 100), bytes(4 * PAGE), PUNCH_HOLE, KEEP_SIZE);
      assertThat(file.stat().size()).isEqualTo(8 * PAGE);
      assertThat(file.stat().blocks()).isLessThan(before);
      assertThat(file.read(bytes(100), at(PAGE))).isEqualTo(filled(100, 5));
      assertThat(file.read(bytes(4 * PAGE), at(PAGE + 100))).isEqualTo(filled(4 * PAGE, 0));
      assertThat(file.read(bytes(100), at(5 * PAGE + 100))).isEqualTo(filled(100, 5));
      assertFails(Errno.EOPNOTSUPP, () -> file.fallocate(Offset.ZERO, bytes(PAGE), PUNCH_HOLE));
    }
  }

  @FuseTest
  void allocated_space_is_counted_and_grows_the_file(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.fallocate(Offset.ZERO, kibibytes(64));
      assertThat(file.stat().size()).isEqualTo(64 * 1024);
      assertThat(file.stat().blocks()).isGreaterThanOrEqualTo(128);
      file.fallocate(Offset.ZERO, kibibytes(128), KEEP_SIZE);
      assertThat(file.stat().size()).isEqualTo(64 * 1024);
      assertFails(Errno.EINVAL, () -> file.fallocate(Offset.ZERO, bytes(0)));
    }
  }

  @FuseTest
  void copied_range_is_the_same(MountedFilesystem fs) {
    shell(
        fs,
        "seq 1 200000 > a; cp --reflink=never --sparse=never a b; cmp a b; truncate -s 3M holes;"
            + " echo x >> holes; cp a holes-too; cp holes copy; cmp holes copy");
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
      file.write(filled(2 * PAGE, 1));
      try (FileMapping mapping = file.map(Offset.ZERO, kibibytes(8), WRITABLE)) {
        assertThat(mapping.bytes(bytes(10), at(PAGE))).isEqualTo(filled(10, 1));
        mapping.put(filled(10, 9), at(PAGE - 5));
        mapping.msync();
      }
      assertThat(file.read(bytes(12), at(PAGE - 6)))
          .containsExactly(1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 1);
    }
  }

  /**
   * Before Linux 7.3 the page shows what was stored behind the end; docs/oracle.md has the proof.
   */
  @FuseTest
  void store_beyond_the_end_blames_nobody_when_the_file_grows(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.truncate(bytes(PAGE));
      try (FileMapping mapping = file.map(Offset.ZERO, bytes(PAGE), WRITABLE)) {
        file.truncate(bytes(100));
        file.write(filled(100, 1));
        mapping.put(filled(100, 9), at(200));
        file.truncate(bytes(2 * PAGE));
        assertThat(file.read(bytes(100))).isEqualTo(filled(100, 1));
      }
    }
    assertThat(fs).keepsWhatWasWritten();
  }

  @FuseTest
  void program_in_the_mount_can_be_run(MountedFilesystem fs) {
    assertThat(shell(fs, "cp /bin/echo ./echo; ./echo works")).isEqualTo("works");
    assertThat(fs.client().stat("echo").permissions() & 0111).isEqualTo(0111);
  }

  @FuseTest
  void statistics_count_what_is_used(MountedFilesystem fs) {
    var before = fs.client().statfs("");
    assertThat(before.blocks()).isPositive();
    try (ClientFile file = fs.client().open("f", CREATE, READ_WRITE)) {
      file.fallocate(Offset.ZERO, bytes(4 << 20));
      var after = fs.client().statfs("");
      assertThat(after.freeBlocks() * after.fragmentSize())
          .isLessThanOrEqualTo(before.freeBlocks() * before.fragmentSize() - (3 << 20));
    }
  }

  @FuseTest
  void stamped_content_survives_renaming_under_writes(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE)) {
      file.write(file.allocate(kibibytes(512)).stamp(1));
      fs.client().mkdir("d");
      fs.client().rename("notes", "d/notes");
      file.write(file.allocate(kibibytes(512)).stamp(2));
    }
    fs.client().rename("d/notes", "notes");
    assertThat(fs).file("notes").holdsStamp(2);
  }
}
