package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.assertion.Times.times;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.filesystem.Opcode.FSYNC;
import static org.fusefixture.filesystem.Opcode.READ;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.kibibytes;
import static org.fusefixture.posix.ByteSize.mebibytes;
import static org.fusefixture.protocol.Offset.at;

import java.time.Duration;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** bindfs, as Debian ships it: a filesystem in C that knows nothing of the fixture. */
@Tag("host")
@Timeout(120)
@FuseMount(
    program = {"bindfs", "-f", "{backing}", "{mountpoint}"},
    isolation = Isolation.PROCESS,
    timeout = "5s")
class ProgramIT {
  private static final String NAME = "file";

  @BeforeAll
  static void find() {
    Programs.require("bindfs");
  }

  @FuseTest
  void files_are_written_read_renamed_and_listed(MountedFilesystem fs) {
    assertThat(fs.mode()).isEqualTo(TransferMode.COPY);
    try (ClientFile file = fs.client().open("big", CREATE, READ_WRITE, DIRECT)) {
      PageBuffer pages = file.allocate(mebibytes(4)).stamp(1);
      file.write(pages, at(0));
    }
    fs.client().rename("big", "bigger");
    fs.client().mkdir("directory");
    assertThat(fs.client().names("")).containsExactlyInAnyOrder("bigger", "directory");
    assertThat(fs.integrity().holds()).isTrue();
    assertThat(below(fs, "cat", "/proc/" + fs.description().serverPid() + "/comm"))
        .isEqualTo("bindfs");
    assertThat(below(fs, "ls", fs.backing())).isEqualTo("bigger\ndirectory");
  }

  @FuseTest
  void write_fails_as_told_and_the_others_arrive(MountedFilesystem fs) {
    Receipt receipt = fs.faults().on(WRITE).path(NAME).nth(2).fail(EIO);
    try (ClientFile file = fs.client().open(NAME, CREATE, READ_WRITE, DIRECT)) {
      PageBuffer pages = file.allocate(kibibytes(4)).stamp(1);
      file.write(pages, at(0));
      assertThatThrownBy(() -> file.write(pages, at(4096)))
          .isInstanceOfSatisfying(
              ClientIOException.class, e -> assertThat(e.errno()).contains(EIO));
      file.write(pages, at(8192));
    }
    assertThat(receipt).fired(times(1));
    assertThat(fs.client().stat(NAME).size()).isEqualTo(12288);
  }

  @FuseTest
  void read_is_delayed_as_told(MountedFilesystem fs) {
    fs.client().writeText(NAME, "text");
    Receipt receipt = fs.faults().on(READ).path(NAME).nth(1).delay(Duration.ofMillis(300));
    long start = System.nanoTime();
    try (ClientFile file = fs.client().open(NAME, READ_WRITE, DIRECT)) {
      file.read(file.allocate(kibibytes(4)), at(0));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
    assertThat(receipt).fired(times(1));
  }

  @FuseTest
  void torn_write_is_torn_below_and_the_oracle_says_so(MountedFilesystem fs) {
    Receipt receipt = fs.faults().on(WRITE).path(NAME).nth(1).tornWrite(4, 1, 2);
    try (ClientFile file = fs.client().open(NAME, CREATE, READ_WRITE, DIRECT)) {
      file.write(file.allocate(kibibytes(64)).stamp(1), at(0));
    }
    assertThat(receipt).fired(times(1));
    assertThat(below(fs, "stat", "-c", "%s", fs.backing() + "/" + NAME)).isEqualTo("32768");
    assertThat(fs.integrity().holds()).isFalse();
  }

  @FuseTest
  @Tolerates(MountBreach.UNANSWERED_REQUEST)
  void reply_that_is_dropped_ends_in_the_time_out_with_the_stacks_of_the_program(
      MountedFilesystem fs) {
    Receipt receipt = fs.faults().on(WRITE).path(NAME).nth(1).at(BEFORE_REPLY).drop();
    ClientFile file = fs.client().open(NAME, CREATE, READ_WRITE, DIRECT);
    assertThatThrownBy(() -> file.write(file.allocate(kibibytes(4)), at(0)))
        .hasMessageContaining("did not return within 5000 ms");
    assertThat(receipt).fired(times(1));
  }

  @FuseTest
  @Tolerates(MountBreach.OPEN_FILE) // its server is gone, so that it cannot be closed
  void killed_before_an_fsync_and_started_again_it_has_what_it_had_stored(MountedFilesystem fs) {
    Receipt receipt = fs.faults().on(FSYNC).path(NAME).nth(1).restart();
    long first = fs.description().serverPid();
    ClientFile file = fs.client().open(NAME, CREATE, READ_WRITE, DIRECT);
    file.write(file.allocate(kibibytes(64)).stamp(1), at(0));
    assertThatThrownBy(file::fsync).isInstanceOf(ClientIOException.class);
    assertThat(fs.client().stat(NAME).size()).isEqualTo(65536);
    assertThat(receipt).fired(times(1));
    assertThat(fs.description().serverPid()).isNotEqualTo(first);
    assertThat(fs.integrity().holds()).isTrue();
  }

  @FuseTest
  void full_backing_directory_is_told_to_the_writer(MountedFilesystem fs) {
    assertThat(below(fs, "mount", "-t", "tmpfs", "-o", "size=64k", "none", fs.backing())).isEmpty();
    fs.server().restart(); // it has the directory open
    CommandResult result =
        fs.run(
            Duration.ofSeconds(10),
            "dd",
            "if=/dev/zero",
            "of={mountpoint}/" + NAME,
            "bs=4k",
            "count=32");
    assertThat(result.status()).isNotZero();
    assertThat(result.error()).contains("No space left on device");
    fs.run(Duration.ofSeconds(10), "umount", "-l", fs.backing());
  }

  @FuseTest
  void paused_program_is_waited_for_and_its_stacks_are_shown(MountedFilesystem fs) {
    fs.server().pause();
    assertThat(fs.server().stacks()).contains("\"bindfs\"").contains("T (stopped)");
    fs.server().resume();
    fs.client().writeText(NAME, "text");
    assertThat(fs.client().readText(NAME)).isEqualTo("text");
  }

  @FuseTest
  void killed_program_is_reported_with_its_signal(MountedFilesystem fs) {
    fs.server().kill();
    assertThatThrownBy(() -> fs.client().names("")).hasMessageContaining("SIGKILL");
    assertThat(fs.server().report().exit()).isEqualTo("SIGKILL");
  }

  @Test
  void program_that_ends_by_itself_fails_the_mount_with_its_output() {
    FilesystemMount mount = FilesystemMount.of(Program.of("bindfs", "{backing}", "{mountpoint}"));
    assertThatThrownBy(
            () ->
                mount.use(
                    fs -> {
                      below(
                          fs,
                          "sh",
                          "-c",
                          "for process in /proc/[0-9]*; do"
                              + " [ \"$(cat $process/comm 2>/dev/null)\" != bindfs ] ||"
                              + " kill -TERM ${process#/proc/}; done");
                      assertThatThrownBy(() -> fs.client().names("")).hasMessageContaining("died");
                      return fs.server().report().standardError();
                    }))
        .isInstanceOf(MountFailedException.class)
        .hasMessageContaining("the server had ended before");
  }

  private static String below(MountedFilesystem fs, String... command) {
    CommandResult result = fs.run(Duration.ofSeconds(10), command);
    assertThat(result.error()).isEmpty();
    return result.output().strip();
  }
}
