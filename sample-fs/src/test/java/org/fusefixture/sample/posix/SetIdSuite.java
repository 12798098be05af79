package org.fusefixture.sample.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.sample.posix.Posix.NOBODY;
import static org.fusefixture.sample.posix.Posix.shell;

import java.util.Map;
import java.util.TreeMap;
import org.fusefixture.junit.Client;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.MountedFilesystem;

/**
 * What a change of a file leaves of set-user-ID and set-group-ID. The rules are those of Linux's
 * own filesystems since 6.2 (setattr_should_drop_suidgid of fs/attr.c; xfstests generic/193 and
 * generic/683 to 687).
 */
abstract class SetIdSuite extends EmptyAtFirst {
  private static final int GROUP = 4321;

  /** A member of the group by a supplementary group alone. */
  private static final String MEMBER = "setpriv --reuid 12345 --regid 12345 --groups 7," + GROUP;

  /** copy_file_range(2), which no program of every system calls as it is. */
  private static final String COPY =
      "perl -MPOSIX -e '$s = (POSIX::uname())[4] eq \"aarch64\" ? 285 : 326;"
          + " open($a, \"<\", \"source\") or die $!; open($b, \"+<\", \"f\") or die $!;"
          + " syscall($s, fileno($a), 0, fileno($b), 0, 10, 0) == 10 or die $!'";

  /** Every way to change the content of {@code f}. */
  private static final Map<String, String> CHANGES =
      new TreeMap<>(
          Map.of(
              "open(O_TRUNC)", "sh -c ': > f'",
              "create(O_TRUNC)", "dd if=/dev/null of=f status=none",
              "write", "sh -c 'echo x >> f'",
              "direct write", "dd if=/dev/zero of=f bs=4096 count=1 oflag=direct conv=notrunc",
              "truncate", "truncate -s 10 f",
              "fallocate", "fallocate -l 8192 f",
              "punch", "fallocate -p -o 0 -l 4096 f",
              "zero", "fallocate -z -o 0 -l 4096 f",
              "copy_file_range", COPY));

  private static void prepare(Client client, int mode) {
    client.writeText("source", "0123456789abcdef");
    client.chmod("source", 0644);
    client.writeText("f", "0123456789abcdef");
    client.chown("f", 0, GROUP);
    client.chmod("f", mode);
  }

  private static void check(MountedFilesystem fs, String who, String how, int mode, int expected) {
    assertThat(Integer.toOctalString(fs.client().stat("f").permissions()))
        .as("mode of %o after %s by %s", mode, how, who)
        .isEqualTo(Integer.toOctalString(expected));
  }

  @FuseTest
  void change_by_an_outsider_clears_both(MountedFilesystem fs) {
    CHANGES.forEach(
        (how, command) -> {
          for (int mode : new int[] {02666, 06666, 02676, 06777, 04666}) {
            prepare(fs.client(), mode);
            shell(fs, NOBODY + command + " 2>&1");
            check(fs, "an outsider", how, mode, mode & 01777);
          }
        });
  }

  @FuseTest
  void change_by_a_member_leaves_set_group_id_without_group_execute(MountedFilesystem fs) {
    CHANGES.forEach(
        (how, command) -> {
          for (int mode : new int[] {02666, 06666, 02676, 06777}) {
            prepare(fs.client(), mode);
            shell(fs, MEMBER + " " + command + " 2>&1");
            int kept = (mode & 010) == 0 ? 02000 : 0;
            check(fs, "a member", how, mode, mode & 01777 | kept);
          }
        });
  }

  @FuseTest
  void change_by_root_leaves_both(MountedFilesystem fs) {
    CHANGES.forEach(
        (how, command) -> {
          prepare(fs.client(), 06777);
          shell(fs, command + " 2>&1");
          check(fs, "root", how, 06777, 06777);
        });
  }

  @FuseTest
  void change_of_owner_or_mode_follows_the_groups_of_the_caller(MountedFilesystem fs) {
    Map<String, Integer> left =
        new TreeMap<>(
            Map.of(
                MEMBER + " chgrp 7 f",
                02644,
                NOBODY + "chgrp 12345 f",
                0644,
                MEMBER + " chmod 2755 f",
                02755,
                NOBODY + "chmod 2755 f",
                0755,
                "chgrp 7 f",
                02644));
    left.forEach(
        (command, expected) -> {
          prepare(fs.client(), 0644);
          fs.client().chown("f", 12345, GROUP);
          fs.client().chmod("f", 02644);
          shell(fs, command);
          check(fs, "the owner", command, 02644, expected);
        });
  }
}
