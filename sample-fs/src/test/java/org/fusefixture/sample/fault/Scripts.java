package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.fusefixture.junit.CommandResult;
import org.fusefixture.junit.MountedFilesystem;

/** Shell scripts in the mount. */
final class Scripts {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** A user and a group that own nothing. */
  static final String NOBODY = "setpriv --reuid 12345 --regid 12346 --clear-groups";

  private Scripts() {}

  /** Runs a script, which must succeed; its output. */
  static String shell(MountedFilesystem fs, String script) {
    CommandResult result = run(fs, script);
    assertThat(result.succeeded())
        .as("%s%nstatus %s: %s", script, result.status(), result.error())
        .isTrue();
    return result.output().strip();
  }

  static CommandResult run(MountedFilesystem fs, String script) {
    return fs.run(
        LIMIT, "sh", "-ec", "cd \"$1\"; export LC_ALL=C; " + script, "sh", "{mountpoint}");
  }
}
