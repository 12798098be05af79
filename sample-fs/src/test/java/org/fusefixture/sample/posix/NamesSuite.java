package org.fusefixture.sample.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.EXCLUSIVE;
import static org.fusefixture.junit.FileOption.READ_ONLY;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.junit.FileOption.TEMPORARY;
import static org.fusefixture.junit.RenameOption.EXCHANGE;
import static org.fusefixture.junit.RenameOption.NO_REPLACE;
import static org.fusefixture.junit.RenameOption.WHITEOUT;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.protocol.Offset.at;
import static org.fusefixture.sample.posix.Posix.NOBODY;
import static org.fusefixture.sample.posix.Posix.assertFails;
import static org.fusefixture.sample.posix.Posix.shell;
import static org.fusefixture.sample.posix.Posix.shellFails;

import org.fusefixture.errno.Errno;
import org.fusefixture.junit.Client;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.MountedFilesystem;

/** Names, links, directories and renaming. */
abstract class NamesSuite extends EmptyAtFirst {

  @FuseTest
  void create_exclusive_refuses_what_exists(MountedFilesystem fs) {
    Client client = fs.client();
    client.open("f", CREATE, EXCLUSIVE, READ_WRITE).close();
    assertFails(Errno.EEXIST, () -> client.open("f", CREATE, EXCLUSIVE, READ_WRITE));
    assertFails(Errno.EEXIST, () -> client.mkdir("f"));
    assertFails(Errno.EEXIST, () -> client.symlink("x", "f"));
    client.open("f", CREATE, READ_WRITE).close();
  }

  @FuseTest
  void missing_names_are_not_found(MountedFilesystem fs) {
    Client client = fs.client();
    assertFails(Errno.ENOENT, () -> client.stat("none"));
    assertFails(Errno.ENOENT, () -> client.unlink("none"));
    assertFails(Errno.ENOENT, () -> client.rmdir("none"));
    assertFails(Errno.ENOENT, () -> client.rename("none", "other"));
    assertFails(Errno.ENOENT, () -> client.link("none", "other"));
    assertFails(Errno.ENOENT, () -> client.open("none", READ_ONLY));
    assertFails(Errno.ENOENT, () -> client.mkdir("none/below"));
  }

  @FuseTest
  void file_is_no_directory(MountedFilesystem fs) {
    Client client = fs.client();
    client.writeText("f", "x");
    client.mkdir("d");
    assertFails(Errno.ENOTDIR, () -> client.stat("f/below"));
    assertFails(Errno.ENOTDIR, () -> client.rmdir("f"));
    assertFails(Errno.EISDIR, () -> client.unlink("d"));
    assertFails(Errno.EISDIR, () -> client.open("d", READ_WRITE));
  }

  @FuseTest
  void names_have_at_most_255_bytes(MountedFilesystem fs) {
    Client client = fs.client();
    String longest = "ä".repeat(127) + "x";
    client.writeText(longest, "x");
    assertThat(client.names("")).containsExactly(longest);
    assertFails(Errno.ENAMETOOLONG, () -> client.writeText("n".repeat(256), "x"));
    assertFails(Errno.ENAMETOOLONG, () -> client.mkdir("n".repeat(256)));
    assertFails(Errno.ENAMETOOLONG, () -> client.rename(longest, "n".repeat(256)));
    assertFails(Errno.ENAMETOOLONG, () -> client.link(longest, "n".repeat(256)));
    assertFails(Errno.ENAMETOOLONG, () -> client.stat("n".repeat(2000)));
    assertThat(client.statfs("").nameLength()).isEqualTo(255);
  }

  @FuseTest
  void hard_links_share_content_and_count(MountedFilesystem fs) {
    Client client = fs.client();
    client.writeText("a", "one");
    client.link("a", "b");
    client.writeText("b", "other");
    assertThat(client.readText("a")).isEqualTo("other");
    assertThat(client.stat("a").links()).isEqualTo(2);
    assertThat(client.stat("a").inode()).isEqualTo(client.stat("b").inode());
    assertFails(Errno.EEXIST, () -> client.link("a", "b"));
    client.mkdir("d");
    assertFails(Errno.EPERM, () -> client.link("d", "e"));
    client.unlink("a");
    assertThat(client.stat("b").links()).isEqualTo(1);
  }

  @FuseTest
  void symbolic_links_keep_their_text(MountedFilesystem fs) {
    Client client = fs.client();
    String target = "../x/" + "y".repeat(4000);
    client.symlink(target, "l");
    assertThat(client.readlink("l")).isEqualTo(target);
    assertThat(client.lstat("l").size()).isEqualTo(target.length());
    assertThat(client.lstat("l").isSymbolicLink()).isTrue();
    client.symlink("loop", "loop");
    assertFails(Errno.ELOOP, () -> client.stat("loop"));
    client.writeText("f", "through");
    client.symlink("f", "to-f");
    assertThat(client.readText("to-f")).isEqualTo("through");
    assertFails(Errno.EINVAL, () -> client.readlink("f"));
    shell(fs, "ln l hard-to-l; test -L hard-to-l; test $(stat -c %h l) = 2");
  }

  @FuseTest
  void directories_count_their_subdirectories(MountedFilesystem fs) {
    Client client = fs.client();
    client.mkdir("d");
    client.mkdir("d/one");
    client.mkdir("d/two");
    client.writeText("d/file", "x");
    assertThat(client.stat("d").links()).isEqualTo(4);
    assertFails(Errno.ENOTEMPTY, () -> client.rmdir("d"));
    client.rmdir("d/one");
    assertThat(client.stat("d").links()).isEqualTo(3);
    shellFails(fs, Errno.EINVAL, "perl -e 'rmdir(\"d/two/.\") or die \"$!\"'");
  }

  @FuseTest
  void removed_working_directory_takes_no_files(MountedFilesystem fs) {
    fs.client().mkdir("d");
    shellFails(fs, Errno.ENOENT, "cd d; rmdir ../d; mkdir below");
  }

  @FuseTest
  void rename_replaces_and_keeps_the_inode(MountedFilesystem fs) {
    Client client = fs.client();
    client.writeText("a", "new");
    client.writeText("b", "old");
    long inode = client.stat("a").inode();
    client.rename("a", "b");
    assertThat(client.readText("b")).isEqualTo("new");
    assertThat(client.stat("b").inode()).isEqualTo(inode);
    assertThat(client.exists("a")).isFalse();
    client.link("b", "c");
    client.rename("b", "c");
    assertThat(client.names("")).as("two names of one inode").containsExactlyInAnyOrder("b", "c");
  }

  @FuseTest
  void rename_of_directories_follows_the_rules(MountedFilesystem fs) {
    Client client = fs.client();
    client.mkdir("d");
    client.mkdir("d/below");
    client.mkdir("empty");
    client.writeText("f", "x");
    assertFails(Errno.EINVAL, () -> client.rename("d", "d/below/d"));
    assertFails(Errno.ENOTEMPTY, () -> client.rename("empty", "d"));
    assertFails(Errno.ENOTDIR, () -> client.rename("empty", "f"));
    assertFails(Errno.EISDIR, () -> client.rename("f", "empty"));
    client.rename("d", "empty");
    assertThat(client.names("empty")).containsExactly("below");
    assertThat(client.stat("").links()).isEqualTo(3);
    client.rename("empty/below", "out");
    assertThat(client.stat("").links()).isEqualTo(4);
    assertThat(client.stat("empty").links()).isEqualTo(2);
    shell(fs, "cd out; test \"$(stat -c %i ..)\" = \"$(stat -c %i \"$1\")\"");
  }

  @FuseTest
  void rename_flags_are_honoured(MountedFilesystem fs) {
    Client client = fs.client();
    client.writeText("a", "a");
    client.mkdir("d");
    client.writeText("d/b", "b");
    assertFails(Errno.EEXIST, () -> client.rename("a", "d/b", NO_REPLACE));
    client.rename("a", "d/new", NO_REPLACE);
    client.rename("d/new", "d/b", EXCHANGE);
    assertThat(client.readText("d/b")).isEqualTo("a");
    assertThat(client.readText("d/new")).isEqualTo("b");
    assertFails(Errno.ENOENT, () -> client.rename("d/b", "none", EXCHANGE));
    client.writeText("c", "c");
    client.rename("c", "d", EXCHANGE);
    assertThat(client.readText("d")).isEqualTo("c");
    assertThat(client.names("c")).containsExactlyInAnyOrder("b", "new");
  }

  @FuseTest
  void rename_leaves_a_whiteout_where_asked(MountedFilesystem fs) {
    Client client = fs.client();
    client.writeText("a", "a");
    client.rename("a", "b", WHITEOUT);
    assertThat(client.stat("a").mode()).isEqualTo(0020000);
    assertThat(client.stat("a").specialDevice()).isZero();
    assertThat(client.readText("b")).isEqualTo("a");
  }

  @FuseTest
  void sticky_directory_protects_the_files_of_others(MountedFilesystem fs) {
    Client client = fs.client();
    client.mkdir("tmp", 01777);
    client.chmod("tmp", 01777);
    client.writeText("tmp/roots", "x");
    shellFails(fs, Errno.EPERM, NOBODY + "rm -f tmp/roots");
    shellFails(fs, Errno.EPERM, NOBODY + "mv tmp/roots tmp/mine");
    shell(fs, NOBODY + "sh -c 'echo > tmp/mine && mv tmp/mine tmp/own && rm tmp/own'");
  }

  @FuseTest
  void permissions_are_checked(MountedFilesystem fs) {
    Client client = fs.client();
    client.writeText("secret", "x");
    client.chmod("secret", 0600);
    client.mkdir("closed", 0700);
    client.writeText("closed/f", "x");
    shellFails(fs, Errno.EACCES, NOBODY + "cat secret");
    shellFails(fs, Errno.EACCES, NOBODY + "cat closed/f");
    shellFails(fs, Errno.EACCES, NOBODY + "mkdir below");
    shellFails(fs, Errno.EPERM, NOBODY + "chmod 777 secret");
    shellFails(fs, Errno.EPERM, NOBODY + "chown 12345 secret");
  }

  @FuseTest
  void unlinked_file_lives_while_it_is_open(MountedFilesystem fs) {
    Client client = fs.client();
    try (ClientFile file = client.open("f", CREATE, READ_WRITE)) {
      file.write(new byte[] {1, 2, 3});
      client.unlink("f");
      assertThat(file.stat().links()).isZero();
      file.write(new byte[] {4}, at(3));
      file.fsync();
      assertThat(file.read(bytes(10))).containsExactly(1, 2, 3, 4);
    }
    assertThat(client.names("")).isEmpty();
  }

  @FuseTest
  void temporary_file_has_no_name_until_it_is_linked(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("", TEMPORARY, READ_WRITE)) {
      file.write(new byte[] {1});
      assertThat(file.stat().links()).isZero();
      assertThat(fs.client().names("")).isEmpty();
    }
  }

  @FuseTest
  void special_files_keep_their_kind(MountedFilesystem fs) {
    fs.client().mknod("fifo", 0010640);
    fs.client().mknod("socket", 0140600);
    assertThat(fs.client().stat("fifo").mode()).isEqualTo(0010640);
    assertThat(fs.client().stat("socket").mode()).isEqualTo(0140600);
    shell(fs, "mknod null c 1 3; test \"$(stat -c %t:%T null)\" = 1:3");
    assertThat(shell(fs, "cat fifo & echo through > fifo; wait")).isEqualTo("through");
  }

  @FuseTest
  void many_names_are_all_listed_once(MountedFilesystem fs) {
    shell(fs, "mkdir many; cd many; seq 1 3000 | xargs touch");
    assertThat(fs.client().names("many")).hasSize(3000).doesNotHaveDuplicates();
    shell(fs, "find many -type f | wc -l | grep -qx 3000; rm -r many");
  }

  @FuseTest
  void listing_goes_on_while_entries_are_removed(MountedFilesystem fs) {
    String perl =
        "mkdir d; seq 1 2000 | (cd d; xargs touch); perl -e '"
            + "opendir(D, \"d\"); my %seen; while (defined(my $n = readdir(D))) {"
            + " next if $n =~ /^\\./; die \"twice $n\" if $seen{$n}++; unlink \"d/$n\" or die $!;"
            + " } print scalar keys %seen'";
    assertThat(shell(fs, perl)).isEqualTo("2000");
    assertThat(fs.client().names("d")).isEmpty();
  }

  /** As xfstests generic/736, whose bound is the number of entries at opendir(3). */
  @FuseTest
  void listing_ends_while_names_are_made_and_renamed(MountedFilesystem fs) {
    for (String change :
        new String[] {
          "rename \"d/$n\", \"d/x$n\" or die $!",
          "rename \"d/$n\", \"d/tmp\" or die $!; rename \"d/tmp\", \"d/$n\" or die $!",
          "open(F, \">d/new$c\") or die $!",
          "link \"d/$n\", \"d/link$c\" or die $!"
        }) {
      String perl =
          "mkdir d; seq 1 2000 | (cd d; xargs touch); perl -e '"
              + "opendir(D, \"d\"); my $c = 0; while (defined(my $n = readdir(D))) {"
              + " next if $n =~ /^\\./; last if ++$c > 10000; "
              + change
              + "} print $c; rewinddir(D); my @n = grep { !/^\\./ } readdir(D);"
              + " opendir(E, \"d\"); my @m = grep { !/^\\./ } readdir(E);"
              + " print \" \", join(\"/\", sort @n) eq join(\"/\", sort @m)'; rm -r d";
      String[] seen = shell(fs, perl).split(" ");
      // A renamed entry may be shown once more or not (POSIX, readdir).
      assertThat(Integer.parseInt(seen[0])).as(change).isBetween(1, 6000);
      assertThat(seen).as("rewinddir after %s", change).endsWith("1");
    }
  }

  @FuseTest
  void listing_goes_on_from_every_place(MountedFilesystem fs) {
    String perl =
        "mkdir d; seq 1 400 | (cd d; xargs -I% touch name-%-$(printf %0100d 0)); perl -e '"
            + "opendir(D, \"d\"); my (@at, @n); for (;;) { my $t = telldir(D);"
            + " my $n = readdir(D); last unless defined $n; push @at, $t; push @n, $n; }"
            + " for my $i (reverse 0 .. $#at) { seekdir(D, $at[$i]); my $n = readdir(D);"
            + " die \"$i: $n\" if $n ne $n[$i]; my $m = readdir(D);"
            + " die \"after $i\" if ($m // \"\") ne ($n[$i + 1] // \"\"); }"
            + " print scalar @n'";
    assertThat(shell(fs, perl)).isEqualTo("402");
  }
}
