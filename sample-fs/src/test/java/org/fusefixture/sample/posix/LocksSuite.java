package org.fusefixture.sample.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.sample.posix.Posix.shell;

import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.MountedFilesystem;

/** Locks of flock(2) and fcntl(2), between processes. */
abstract class LocksSuite extends EmptyAtFirst {
  /** Perl that locks a range of the file F: fcntl command, type, start, length. */
  private static final String LOCK =
      "use Fcntl; sub lock_ { my ($f, $c, $t, $s, $l) = @_;"
          + " my $k = pack(\"s s x4 q q i x4\", $t, 0, $s, $l, 0); return fcntl($f, $c, $k); }"
          + " sub open_ { open(my $f, \"+<\", \"f\") or die $!; return $f; }"
          + " sub child_ { my ($code) = @_; my $p = fork(); if (!$p) { $code->(); exit(0); }"
          + " return $p; } ";

  private static String perl(MountedFilesystem fs, String code) {
    fs.client().writeText("f", "to be locked");
    return shell(fs, "perl -we '" + LOCK + code + "'");
  }

  @FuseTest
  void flock_keeps_others_out_until_it_is_released(MountedFilesystem fs) {
    fs.client().writeText("f", "x");
    assertThat(
            shell(
                fs,
                "flock -x f sh -c 'flock -n -x f true && echo got || echo refused;"
                    + " flock -n -s f true && echo got || echo refused';"
                    + " flock -n -x f echo free"))
        .isEqualTo("refused\nrefused\nfree");
  }

  @FuseTest
  void flock_can_be_shared(MountedFilesystem fs) {
    fs.client().writeText("f", "x");
    assertThat(
            shell(
                fs,
                "flock -s f sh -c 'flock -n -s f echo shared;"
                    + " flock -n -x f true && echo got || echo refused'"))
        .isEqualTo("shared\nrefused");
  }

  @FuseTest
  void waiting_flock_is_given_when_the_holder_ends(MountedFilesystem fs) {
    fs.client().writeText("f", "x");
    assertThat(
            shell(
                fs,
                "mkfifo go; (flock -x f sh -c 'echo held > go; read line < go; echo first >> out')"
                    + " & read line < go; (flock -x f sh -c 'echo second >> out') & echo on > go;"
                    + " wait; cat out"))
        .isEqualTo("first\nsecond");
  }

  @FuseTest
  void killed_waiter_gives_up(MountedFilesystem fs) {
    fs.client().writeText("f", "x");
    assertThat(
            shell(
                fs,
                "flock -x f sh -c 'timeout -s TERM 1 flock -x f true; echo status $?';"
                    + " flock -n -x f echo free"))
        .isEqualTo("status 124\nfree");
  }

  @FuseTest
  void range_locks_of_processes_conflict_where_they_overlap(MountedFilesystem fs) {
    String code =
        "my $f = open_(); lock_($f, F_SETLK, F_WRLCK, 0, 10) or die $!;"
            + " waitpid(child_(sub { my $g = open_();"
            + " print lock_($g, F_SETLK, F_WRLCK, 9, 1) ? 1 : 0;"
            + " print lock_($g, F_SETLK, F_RDLCK, 9, 1) ? 1 : 0;"
            + " print lock_($g, F_SETLK, F_WRLCK, 10, 5) ? 1 : 0; }), 0);"
            + " print lock_($f, F_SETLK, F_UNLCK, 5, 5) ? 1 : 0;"
            + " waitpid(child_(sub { my $g = open_();"
            + " print lock_($g, F_SETLK, F_WRLCK, 5, 5) ? 1 : 0;"
            + " print lock_($g, F_SETLK, F_WRLCK, 4, 1) ? 1 : 0; }), 0);";
    assertThat(perl(fs, "$| = 1; " + code)).isEqualTo("001110");
  }

  @FuseTest
  void closing_any_descriptor_drops_the_locks_of_the_process(MountedFilesystem fs) {
    String code =
        "my $f = open_(); lock_($f, F_SETLK, F_WRLCK, 0, 0) or die $!;"
            + " my $g = open_(); close($g);"
            + " waitpid(child_(sub { my $h = open_();"
            + " print lock_($h, F_SETLK, F_WRLCK, 0, 0) ? \"free\" : \"held\"; }), 0);";
    assertThat(perl(fs, "$| = 1; " + code)).isEqualTo("free");
  }

  @FuseTest
  void waiting_range_lock_is_given_when_the_holder_ends(MountedFilesystem fs) {
    String code =
        "pipe(my $r, my $w); my $p = child_(sub { my $f = open_();"
            + " lock_($f, F_SETLKW, F_WRLCK, 0, 0) or die $!; syswrite($w, \"x\");"
            + " select(undef, undef, undef, 0.3); });"
            + " sysread($r, my $b, 1); my $g = open_();"
            + " print lock_($g, F_SETLK, F_WRLCK, 0, 0) ? 1 : 0;"
            + " print lock_($g, F_SETLKW, F_WRLCK, 0, 0) ? 1 : 0; waitpid($p, 0);";
    assertThat(perl(fs, code)).isEqualTo("01");
  }

  @FuseTest
  void interrupted_range_lock_returns(MountedFilesystem fs) {
    String code =
        "pipe(my $r, my $w); my $p = child_(sub { my $f = open_();"
            + " lock_($f, F_SETLK, F_WRLCK, 0, 0) or die $!; syswrite($w, \"x\"); sleep(20); });"
            + " sysread($r, my $b, 1); my $g = open_();"
            + " use POSIX; POSIX::sigaction(SIGALRM, POSIX::SigAction->new(sub { }));"
            + " alarm(1); print lock_($g, F_SETLKW, F_WRLCK, 0, 0) ? 1 : 0;"
            + " print $!{EINTR} ? \"EINTR\" : \"$!\"; kill(9, $p); waitpid($p, 0);"
            + " print lock_($g, F_SETLKW, F_WRLCK, 0, 0) ? 1 : 0;";
    assertThat(perl(fs, code)).isEqualTo("0EINTR1");
  }

  @FuseTest
  void conflicting_lock_is_named(MountedFilesystem fs) {
    String code =
        "my $f = open_(); lock_($f, F_SETLK, F_WRLCK, 3, 4) or die $!; my $me = $$;"
            + " waitpid(child_(sub { my $g = open_();"
            + " my $k = pack(\"s s x4 q q i x4\", F_WRLCK, 0, 0, 0, 0); fcntl($g, F_GETLK, $k);"
            + " my ($t, $h, $s, $l, $p) = unpack(\"s s x4 q q i\", $k);"
            + " print join(\",\", $t == F_WRLCK ? 1 : 0, $s, $l, $p == $me ? 1 : 0); }), 0);";
    assertThat(perl(fs, "$| = 1; " + code)).isEqualTo("1,3,4,1");
  }
}
