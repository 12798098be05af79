package org.fusefixture.sample.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fusefixture.errno.Errno;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.CommandResult;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.posix.FileStatus;

/** Shorthand of the suites. */
final class Posix {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** A user and a group that own nothing. */
  static final String NOBODY = "setpriv --reuid 12345 --regid 12345 --clear-groups ";

  private Posix() {}

  static void assertFails(Errno expected, ThrowingCallable call) {
    Throwable thrown = Assertions.catchThrowable(call);
    assertThat(thrown)
        .as("a call that must fail with %s", expected)
        .isInstanceOf(ClientIOException.class);
    assertThat(((ClientIOException) thrown).errno()).as(thrown.getMessage()).contains(expected);
  }

  /** Runs a shell script in the mount, which must succeed; its output. */
  static String shell(MountedFilesystem fs, String script) {
    CommandResult result = run(fs, script);
    assertThat(result.succeeded())
        .as("%s%nstatus %s: %s", script, result.status(), result.error())
        .isTrue();
    return result.output().strip();
  }

  /** Runs a shell script in the mount, which must fail with the text of an error. */
  static void shellFails(MountedFilesystem fs, Errno expected, String script) {
    CommandResult result = run(fs, script);
    assertThat(result.status()).as("%s%n%s", script, result.output()).isNotZero();
    assertThat(result.error()).as(script).contains(expected.description());
  }

  private static CommandResult run(MountedFilesystem fs, String script) {
    return fs.run(
        LIMIT, "sh", "-ec", "cd \"$1\"; export LC_ALL=C; " + script, "sh", "{mountpoint}");
  }

  static Instant mtime(FileStatus status) {
    return Instant.ofEpochSecond(status.mtimeSeconds(), status.mtimeNanos());
  }

  static Instant ctime(FileStatus status) {
    return Instant.ofEpochSecond(status.ctimeSeconds(), status.ctimeNanos());
  }

  static Instant atime(FileStatus status) {
    return Instant.ofEpochSecond(status.atimeSeconds(), status.atimeNanos());
  }
}
