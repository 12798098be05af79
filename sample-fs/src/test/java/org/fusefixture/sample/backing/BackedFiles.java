package org.fusefixture.sample.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;

import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fusefixture.errno.Errno;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.CommandResult;
import org.fusefixture.junit.MountedFilesystem;

/** Writes, reads and inspects files on a faulty directory. */
final class BackedFiles {
  static final int PAGE = 4096;

  private BackedFiles() {}

  static ClientFile open(MountedFilesystem fs, String path) {
    return fs.client().open(path, CREATE, READ_WRITE);
  }

  static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  /** Writes a file, and syncs it. */
  static void synced(MountedFilesystem fs, String path, byte[] bytes) {
    try (ClientFile file = open(fs, path)) {
      file.write(bytes);
      file.fsync();
    }
  }

  /** Writes a file without syncing it. */
  static void unsynced(MountedFilesystem fs, String path, byte[] bytes) {
    try (ClientFile file = open(fs, path)) {
      file.write(bytes);
    }
  }

  static byte[] content(MountedFilesystem fs, String path) {
    try (ClientFile file = fs.client().open(path, READ_WRITE)) {
      return file.read(bytes(1 << 20));
    }
  }

  static void assertEio(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).as("must fail with EIO").isInstanceOf(ClientIOException.class);
    assertThat(((ClientIOException) thrown).errno()).as(thrown.getMessage()).contains(Errno.EIO);
  }

  /** What a script prints in the real directory, past the mount. */
  static String onDisk(MountedFilesystem fs, String script) {
    CommandResult result =
        fs.run(Duration.ofSeconds(20), "sh", "-ec", "cd \"$1\"; " + script, "sh", fs.backing());
    assertThat(result.succeeded()).as("%s: %s", script, result.error()).isTrue();
    return result.output().strip();
  }
}
