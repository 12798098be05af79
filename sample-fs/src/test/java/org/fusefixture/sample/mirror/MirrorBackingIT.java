package org.fusefixture.sample.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.fault.trigger.Phase.RECEIVED;
import static org.fusefixture.filesystem.Opcode.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.posix.ByteSize.mebibytes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fusefixture.junit.CallUnderWay;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.CommandResult;
import org.fusefixture.junit.FileOption;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.posix.DirectoryEntry;
import org.junit.jupiter.api.Tag;

/** What is done through the mount is found in the backing directory, and the other way round. */
@Tag("host")
@FuseMount(value = MirrorFileSystem.class, isolation = Isolation.PROCESS)
class MirrorBackingIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** open(2) with O_CREAT and O_TRUNC and a mode with set-id bits, which the shell cannot give. */
  private static final String MAKE_TRUNCATED =
      "perl -MFcntl -e 'sysopen(F, \"g\", O_CREAT | O_TRUNC | O_WRONLY, 06755) or die'";

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
    try (ClientFile file = fs.client().open("big", FileOption.CREATE, READ_WRITE, DIRECT)) {
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
    try (ClientFile one = fs.client().open("one", FileOption.CREATE, READ_WRITE);
        ClientFile two = fs.client().open("two", FileOption.CREATE, READ_WRITE)) {
      fs.client().unlink("one");
      fs.client().rename("two", "three");
      one.write(new byte[] {1, 2, 3});
      two.write(new byte[] {4, 5});
      assertThat(one.read(bytes(10))).containsExactly(1, 2, 3);
      assertThat(one.stat().links()).isZero();
    }
    assertThat(shell(fs, "stat -c %s $2/three; ls $2")).isEqualTo("2\nthree");
  }

  /** Every way, by everybody, with every set-id bit: what the kernel does below is right. */
  @FuseTest
  void set_id_bits_end_as_in_the_backing_directory(MountedFilesystem fs) {
    String outsider = "setpriv --reuid 1234 --regid 2345 --clear-groups ";
    String member = "setpriv --reuid 1000 --regid 1000 --groups 4321,2000 ";
    String script =
        "umask 0; chmod 777 .; mkdir old new; chmod 777 old new; head -c 9000 /dev/zero > source;"
            + " for bits in 2666 6666 2676 4666 6777 2644 6644 7766 666; do"
            + "   printf %8192s x > old/$bits; chown 1000:2000 old/$bits; chmod $bits old/$bits;"
            + " done; cd new;"
            + " for who in '' '"
            + outsider
            + "' '"
            + member
            + "'; do"
            + "   for how in 'for f in *; do : > $f; done' 'truncate -s 10 *'"
            + "     'for f in *; do echo x >> $f; done'"
            + "     'for f in *; do cat ../source 1<> $f; done'"
            + "     'for f in *; do fallocate -l 20000 $f; done'"
            + "     'for f in *; do fallocate -p -l 4096 $f; done'"
            + "     'for f in *; do dd if=../source of=$f bs=4096 count=1 oflag=direct"
            + " conv=notrunc; done'"
            + "     'chmod 2664 *' 'touch *' 'chgrp 4321 *' 'chgrp 2000 *' 'chown 1000 *'; do"
            + "     rm -f *; cp -a ../old/* .; echo \"$who $how\";"
            + "     $who sh -c \"$how\" 2> /dev/null && echo done || echo refused;"
            + "     stat -c '%n %a %u %g %s' *;"
            + " done; done; cd ..; rm -r old new source";
    assertThat(shell(fs, "cd $1; " + script)).isEqualTo(shell(fs, "cd $2; " + script));
  }

  /** As the kernel sends CREATE for a name that it takes for free. */
  @FuseTest
  void create_of_a_file_that_exists_by_now_clears_its_set_id_bits_only(MountedFilesystem fs) {
    fs.client().chmod("", 0777);
    String outsider = "setpriv --reuid 1234 --regid 2345 --clear-groups ";
    Receipt hang = fs.faults().on(CREATE).path("f").at(RECEIVED).hang();
    try (CallUnderWay<String> create =
        fs.client().during(hang, () -> shell(fs, "cd $1; " + outsider + "sh -c ': > f'"))) {
      shell(fs, "cd $2; echo longer > f; chmod 6777 f");
      create.finish();
    }
    assertThat(shell(fs, "cd $2; stat -c %s:%a:%u f")).isEqualTo("0:777:0");
    assertThat(shell(fs, "cd $1; umask 0; " + outsider + MAKE_TRUNCATED + "; stat -c %a g"))
        .as("a new file")
        .isEqualTo("6755");
  }

  @FuseTest
  void equal_inode_numbers_of_two_filesystems_are_shown_as_different(MountedFilesystem fs) {
    shell(
        fs,
        "cd $2; mkdir a b; for i in a b; do mount -t tmpfs none $i; echo $i > $i/f; ln $i/f $i/g;"
            + " done; mkdir copy; [ $(stat -c %i a/f) = $(stat -c %i b/f) ]");
    assertThat(shell(fs, "cd $1; stat -c %i a/f b/f | sort -u | wc -l")).isEqualTo("2");
    assertThat(shell(fs, "cd $1; stat -c %i a/f a/g b/f b/g | uniq | wc -l")).isEqualTo("2");
    shell(fs, "cd $1; cp -a a b copy; diff -r a copy/a; diff -r b copy/b; rm -r copy/*");
    shell(fs, "cd $1; tar cf - a b | tar xf - -C copy; diff -r a copy/a; diff -r b copy/b");
    assertThat(shell(fs, "cd $1; stat -c %h copy/?/?")).isEqualTo("2\n2\n2\n2");
    shell(fs, "umount -l $2/a $2/b");
  }

  @FuseTest
  void listing_shows_the_inode_numbers_that_stat_shows(MountedFilesystem fs) {
    shell(
        fs,
        "cd $2; for i in $(seq 400); do mkdir d$i; : > f$i; done;"
            + " for i in 1 99 200 301 400; do mount -t tmpfs none d$i; touch d$i/f; done");
    for (String directory : new String[] {"", "d1/", "d200/"}) {
      List<DirectoryEntry> entries = new ArrayList<>(fs.client().list(directory));
      entries.removeIf(entry -> entry.name().equals(".."));
      assertThat(entries)
          .allSatisfy(
              entry ->
                  assertThat(entry.inode())
                      .as(entry.name())
                      .isEqualTo(fs.client().lstat(directory + entry.name()).inode()));
    }
    assertThat(fs.client().list("").stream().map(DirectoryEntry::inode)).doesNotHaveDuplicates();
    shell(fs, "umount -l $2/d1 $2/d99 $2/d200 $2/d301 $2/d400");
  }

  @FuseTest
  void entry_that_cannot_be_looked_up_is_listed_with_the_others(MountedFilesystem fs) {
    shell(
        fs,
        "cd $2; mkdir d; cd d; touch a z; mkdir m; exec 3<>/dev/fuse;"
            + " mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 none m");
    for (int i = 0; i < 3; i++) {
      assertThat(fs.client().names("d")).containsExactlyInAnyOrder("a", "m", "z");
    }
    assertThat(shell(fs, "cd $1; LC_ALL=C ls -l d 2>&1 || true"))
        .contains("Transport endpoint is not connected")
        .contains(" a\n")
        .endsWith(" z");
    shell(fs, "umount -l $2/d/m");
  }

  /** Names that are not UTF-8, and whose parts are not either. */
  @FuseTest
  void names_and_targets_are_bytes(MountedFilesystem fs) {
    shell(
        fs,
        "cd $1; for n in '\\377\\376' 'caf\\351' 'caf\\303\\251' '\\355\\240\\200' '\\300\\200' 'a\\nb'; do"
            + " f=$(printf \"$n.\"); printf %s \"$f\" > \"$f\"; ln -s \"$f\" \"l$f\"; ln \"$f\" \"h$f\";"
            + " mkdir \"d$f\"; mv \"h$f\" \"d$f/$f\"; done");
    requireSame(fs);
    String all = "for f in * */*; do printf '%s %s\\n' \"$f\" \"$(readlink \"$f\")\"; done | od -c";
    assertThat(shell(fs, "cd $1; " + all)).isEqualTo(shell(fs, "cd $2; " + all));
    assertThat(
            shell(
                fs,
                "cd $2; for f in *.; do [ -d \"$f\" ] || [ -L \"$f\" ] || printf %s \"$f\" | cmp - \"$f\"; done"))
        .isEmpty();
  }
}
