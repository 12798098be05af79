package org.fusefixture.sample.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.READ_ONLY;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.sample.posix.Posix.NOBODY;
import static org.fusefixture.sample.posix.Posix.assertFails;
import static org.fusefixture.sample.posix.Posix.atime;
import static org.fusefixture.sample.posix.Posix.ctime;
import static org.fusefixture.sample.posix.Posix.mtime;
import static org.fusefixture.sample.posix.Posix.shell;
import static org.fusefixture.sample.posix.Posix.shellFails;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.fusefixture.errno.Errno;
import org.fusefixture.junit.Client;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.posix.FileStatus;
import org.fusefixture.posix.TimeSpec;

/** Modes, owners, times and extended attributes. */
abstract class AttributesSuite extends EmptyAtFirst {
  private static final Instant PAST = Instant.parse("2001-02-03T04:05:06.123456789Z");

  /** Puts all times of a file into the past, but for ctime. */
  private static FileStatus aged(Client client, String path) {
    client.utimens(path, TimeSpec.of(PAST), TimeSpec.of(PAST));
    return client.stat(path);
  }

  @FuseTest
  void mode_is_kept_with_all_twelve_bits(MountedFilesystem fs) {
    Client client = fs.client();
    client.open("f", 0640, CREATE, READ_WRITE).close();
    assertThat(client.stat("f").mode()).isEqualTo(0100640);
    for (int mode : new int[] {0, 07777, 04711, 02755, 01644}) {
      client.chmod("f", mode);
      assertThat(client.stat("f").permissions()).isEqualTo(mode);
    }
    assertThat(shell(fs, "umask 027; touch g; mkdir d; stat -c %a g d")).isEqualTo("640\n750");
  }

  @FuseTest
  void owner_change_clears_set_id_bits(MountedFilesystem fs) {
    Client client = fs.client();
    client.writeText("f", "x");
    client.chmod("f", 06755);
    client.chown("f", 12345, -1);
    assertThat(client.stat("f").permissions()).isEqualTo(0755);
    assertThat(client.stat("f").uid()).isEqualTo(12345);
    assertThat(client.stat("f").gid()).isZero();
    client.mkdir("d");
    client.chmod("d", 02755);
    client.chown("d", 12345, 12345);
    assertThat(client.stat("d").permissions()).as("a directory keeps it").isEqualTo(02755);
  }

  @FuseTest
  void write_by_somebody_else_clears_set_id_bits(MountedFilesystem fs) {
    Client client = fs.client();
    for (String how : new String[] {"echo x >> f", "truncate -s 1 f", "echo x > f"}) {
      client.writeText("f", "long enough");
      client.chmod("f", 06777);
      shell(fs, NOBODY + "sh -c '" + how + "'");
      assertThat(client.stat("f").permissions()).as(how).isEqualTo(0777);
    }
    client.chmod("f", 06777);
    shell(fs, "echo x >> f");
    assertThat(client.stat("f").permissions()).as("by root").isEqualTo(06777);
  }

  @FuseTest
  void direct_write_by_somebody_else_clears_set_id_bits(MountedFilesystem fs) {
    fs.client().writeText("f", "x");
    fs.client().chmod("f", 06777);
    shell(fs, NOBODY + "dd if=/dev/zero of=f bs=4096 count=1 oflag=direct conv=notrunc 2>&1");
    assertThat(fs.client().stat("f").permissions()).isEqualTo(0777);
  }

  @FuseTest
  void set_group_id_directory_gives_its_group_on(MountedFilesystem fs) {
    Client client = fs.client();
    client.mkdir("d");
    client.chown("d", 0, 4321);
    client.chmod("d", 02777);
    shell(fs, NOBODY + "sh -c 'umask 022; touch d/f; mkdir d/e; ln -s x d/l'");
    assertThat(shell(fs, "stat -c %g:%a d/f d/e")).isEqualTo("4321:644\n4321:2755");
    assertThat(client.lstat("d/l").gid()).isEqualTo(4321);
  }

  @FuseTest
  void chmod_by_somebody_outside_the_group_clears_set_group_id(MountedFilesystem fs) {
    fs.client().writeText("f", "x");
    fs.client().chown("f", 12345, 4321);
    shell(fs, NOBODY + "chmod 2755 f");
    assertThat(fs.client().stat("f").permissions()).isEqualTo(0755);
  }

  @FuseTest
  void times_are_kept_to_the_nanosecond(MountedFilesystem fs) {
    Client client = fs.client();
    client.writeText("f", "x");
    FileStatus status = aged(client, "f");
    assertThat(mtime(status)).isEqualTo(PAST);
    assertThat(atime(status)).isEqualTo(PAST);
    client.utimens("f", TimeSpec.UNCHANGED, TimeSpec.of(Instant.ofEpochSecond(-1, 999_999_999)));
    assertThat(mtime(client.stat("f"))).isEqualTo(Instant.ofEpochSecond(-1, 999_999_999));
    assertThat(atime(client.stat("f"))).isEqualTo(PAST);
    client.utimens("f", TimeSpec.NOW, TimeSpec.UNCHANGED);
    assertThat(atime(client.stat("f"))).isAfter(PAST.plusSeconds(1_000_000));
    shell(fs, "ln -s f l; touch -h -d @5 l; test $(stat -c %Y l) = 5; test $(stat -c %Y f) != 5");
  }

  @FuseTest
  void write_and_truncation_change_mtime_and_ctime(MountedFilesystem fs) {
    Client client = fs.client();
    client.writeText("f", "x");
    FileStatus old = aged(client, "f");
    try (ClientFile file = client.open("f", READ_WRITE)) {
      file.write(new byte[] {1});
      assertThat(mtime(file.stat())).isAfter(PAST);
      assertThat(ctime(file.stat())).isAfter(ctime(old));
      FileStatus written = aged(client, "f");
      file.truncate(bytes(0));
      assertThat(mtime(file.stat())).isAfter(PAST);
      assertThat(ctime(file.stat())).isAfterOrEqualTo(ctime(written));
    }
  }

  @FuseTest
  void change_of_mode_leaves_mtime(MountedFilesystem fs) {
    Client client = fs.client();
    client.writeText("f", "x");
    FileStatus old = aged(client, "f");
    client.chmod("f", 0600);
    assertThat(mtime(client.stat("f"))).isEqualTo(PAST);
    assertThat(ctime(client.stat("f"))).isAfter(ctime(old));
    FileStatus changed = client.stat("f");
    client.link("f", "g");
    assertThat(ctime(client.stat("f"))).isAfter(ctime(changed));
    FileStatus linked = client.stat("f");
    client.rename("g", "h");
    assertThat(ctime(client.stat("f"))).isAfter(ctime(linked));
  }

  @FuseTest
  void entries_change_the_times_of_their_directory(MountedFilesystem fs) {
    Client client = fs.client();
    client.mkdir("d");
    aged(client, "d");
    client.writeText("d/f", "x");
    assertThat(mtime(client.stat("d"))).isAfter(PAST);
    aged(client, "d");
    client.rename("d/f", "f");
    assertThat(mtime(client.stat("d"))).isAfter(PAST);
    aged(client, "d");
    client.writeText("f", "more");
    assertThat(mtime(client.stat("d"))).isEqualTo(PAST);
    client.mkdir("d/e");
    aged(client, "d");
    client.rmdir("d/e");
    assertThat(mtime(client.stat("d"))).isAfter(PAST);
  }

  @FuseTest
  void reading_changes_atime_alone(MountedFilesystem fs) {
    Client client = fs.client();
    client.writeText("f", "content");
    aged(client, "f");
    try (ClientFile file = client.open("f", READ_ONLY)) {
      file.read(bytes(7));
    }
    assertThat(atime(client.stat("f"))).isAfter(PAST);
    assertThat(mtime(client.stat("f"))).isEqualTo(PAST);
  }

  @FuseTest
  void extended_attributes_come_back(MountedFilesystem fs) {
    Client client = fs.client();
    client.writeText("f", "x");
    client.mkdir("d");
    byte[] value = {0, 1, 2, (byte) 255};
    for (String path : new String[] {"f", "d"}) {
      client.setXattr(path, "user.binary", value);
      client.setXattr(path, "user.empty", new byte[0]);
      client.setXattr(path, "trusted.secret", value);
      client.setXattr(path, "user.binary", new byte[1000]);
      assertThat(client.getXattr(path, "user.binary")).hasSize(1000);
      assertThat(client.getXattr(path, "user.empty")).isEmpty();
      assertThat(client.listXattr(path)).contains("user.binary", "user.empty", "trusted.secret");
      client.removeXattr(path, "user.empty");
      assertFails(Errno.ENODATA, () -> client.getXattr(path, "user.empty"));
      assertFails(Errno.ENODATA, () -> client.removeXattr(path, "user.empty"));
    }
  }

  @FuseTest
  void extended_attributes_have_limits(MountedFilesystem fs) {
    Client client = fs.client();
    client.writeText("f", "x");
    assertFails(Errno.ERANGE, () -> client.setXattr("f", "user." + "n".repeat(251), B));
    assertFails(Errno.EOPNOTSUPP, () -> client.setXattr("f", "nonsense.name", B));
    client.symlink("f", "l");
    client.mknod("fifo", 0010644);
    assertFails(Errno.EPERM, () -> client.setXattr("fifo", "user.x", B));
  }

  private static final byte[] B = "value".getBytes(StandardCharsets.UTF_8);

  @FuseTest
  void extended_attributes_follow_the_inode(MountedFilesystem fs) {
    Client client = fs.client();
    client.writeText("f", "x");
    client.setXattr("f", "user.x", B);
    FileStatus old = aged(client, "f");
    client.setXattr("f", "user.y", B);
    assertThat(ctime(client.stat("f"))).isAfter(ctime(old));
    assertThat(mtime(client.stat("f"))).isEqualTo(PAST);
    client.link("f", "g");
    client.rename("f", "h");
    client.writeText("g", "rewritten");
    assertThat(client.getXattr("h", "user.x")).isEqualTo(B);
  }

  @FuseTest
  void trusted_attributes_are_for_root(MountedFilesystem fs) {
    fs.client().writeText("f", "x");
    fs.client().chmod("f", 0666);
    fs.client().setXattr("f", "trusted.t", B);
    String set = "perl -e 'require \"syscall.ph\"' 2>/dev/null || true; ";
    shellFails(
        fs,
        Errno.EPERM,
        set
            + NOBODY
            + "perl -e '$n=\"trusted.x\"; $p=\"f\"; $v=\"v\"; syscall("
            + SETXATTR
            + ", $p, $n, $v, 1, 0) == 0 or die \"$!\"'");
  }

  /** Number of setxattr(2), which Perl's own packages do not know without a C compiler. */
  private static final int SETXATTR = System.getProperty("os.arch").equals("aarch64") ? 5 : 188;
}
