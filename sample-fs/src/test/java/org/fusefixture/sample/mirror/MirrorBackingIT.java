package org.fusefixture.sample.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.posix.ByteSize.mebibytes;

import java.time.Duration;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.CommandResult;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.mount.Isolation;
import org.junit.jupiter.api.Tag;

/** What is done through the mount is found in the backing directory, and the other way round. */
@Tag("host")
@FuseMount(value = MirrorFileSystem.class, isolation = Isolation.PROCESS)
class MirrorBackingIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static void requireSame(MountedFilesystem fs) {
    CommandResult diff =
        fs.run(LIMIT, "diff", "-r", "--no-dereference", "-x", "pipe", "{mountpoint}", fs.backing());
    assertThat(diff.succeeded()).as(diff.output() + diff.error()).isTrue();
  }

  private static String shell(MountedFilesystem fs, String script) {
    CommandResult result = fs.run(LIMIT, "sh", "-ec", script, "sh", "{mountpoint}", fs.backing());
    assertThat(result.succeeded()).as(script + ": " + result.error()).isTrue();
    return result.output().strip();
  }

  @FuseTest
  void tree_built_through_the_mount_is_the_same_in_the_backing_directory(MountedFilesystem fs) {
    shell(
        fs,
        "cd $1; mkdir -p a/b/c; for i in 1 2 3 4 5 6 7 8 9; do seq 1 ${i}0000 > a/b/f$i; done;"
            + " ln -s b/f1 a/link; ln a/b/f2 a/hard; mkfifo a/pipe; mv a/b/f3 a/b/c/moved;"
            + " rm a/b/f4; truncate -s 5 a/b/f5; cp -a a copy");
    requireSame(fs);
    String attributes = "find . -printf '%p %y %m %n %s %T@ %l\\n' | sort";
    assertThat(shell(fs, "cd $1; " + attributes)).isEqualTo(shell(fs, "cd $2; " + attributes));
    assertThat(shell(fs, "stat -c %h $2/a/hard")).isEqualTo("2");
  }

  @FuseTest
  void spliced_payloads_reach_the_backing_file_whole(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("big", CREATE, READ_WRITE, DIRECT)) {
      PageBuffer pages = file.allocate(mebibytes(8)).stamp(1);
      assertThat(file.write(pages)).isEqualTo(mebibytes(8));
      pages.stamp(2);
    }
    assertThat(fs).storedFile("big").holdsStamp(1);
    assertThat(fs).file("big").holdsStamp(1);
    assertThat(fs).transferredEveryWriteIn(fs.mode()).hasNoLateAccess();
    requireSame(fs);
  }

  @FuseTest
  void new_files_belong_to_their_caller_from_the_start(MountedFilesystem fs) {
    fs.client().chmod("", 01777);
    shell(
        fs,
        "cd $1; setpriv --reuid 1234 --regid 2345 --clear-groups sh -c"
            + " 'umask 022; echo x > file; mkdir dir; ln -s x link; mkfifo fifo'");
    for (String name : new String[] {"file", "dir", "link", "fifo"}) {
      assertThat(shell(fs, "stat -c %u:%g $2/" + name)).as(name).isEqualTo("1234:2345");
    }
    assertThat(shell(fs, "stat -c %a $2/file $2/dir")).isEqualTo("644\n755");
  }

  @FuseTest
  void directory_writable_by_a_supplementary_group_takes_files(MountedFilesystem fs) {
    fs.client().mkdir("shared");
    fs.client().chown("shared", 0, 4321);
    fs.client().chmod("shared", 02770);
    shell(
        fs, "cd $1; setpriv --reuid 1234 --regid 2345 --groups 4321 sh -c 'echo x > shared/file'");
    assertThat(shell(fs, "stat -c %u:%g $2/shared/file")).isEqualTo("1234:4321");
  }

  @FuseTest
  void change_in_the_backing_directory_is_seen_through_the_mount(MountedFilesystem fs) {
    shell(fs, "echo outside > $2/file");
    assertThat(fs.client().readText("file")).isEqualTo("outside\n");
  }

  @FuseTest
  void fallocate_does_what_the_backing_filesystem_does(MountedFilesystem fs) {
    for (String mode : new String[] {"-z", "-p", "-d", ""}) {
      String script = "seq 1 9999 > f; fallocate " + mode + " -o 100 -l 9000 f && echo done; cat f";
      String through = shell(fs, "cd $1; (" + script + ") 2>&1 | cksum; rm f");
      assertThat(through)
          .as(mode)
          .isEqualTo(shell(fs, "cd $2; (" + script + ") 2>&1 | cksum; rm f"));
    }
  }

  @FuseTest
  void unlinked_and_renamed_files_stay_open(MountedFilesystem fs) {
    try (ClientFile one = fs.client().open("one", CREATE, READ_WRITE);
        ClientFile two = fs.client().open("two", CREATE, READ_WRITE)) {
      fs.client().unlink("one");
      fs.client().rename("two", "three");
      one.write(new byte[] {1, 2, 3});
      two.write(new byte[] {4, 5});
      assertThat(one.read(bytes(10))).containsExactly(1, 2, 3);
      assertThat(one.stat().links()).isZero();
    }
    assertThat(shell(fs, "stat -c %s $2/three; ls $2")).isEqualTo("2\nthree");
  }
}
