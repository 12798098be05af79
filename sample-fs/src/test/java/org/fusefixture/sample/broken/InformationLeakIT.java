package org.fusefixture.sample.broken;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_ONLY;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.posix.ByteSize.kibibytes;

import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.mount.Isolation;
import org.junit.jupiter.api.Tag;

/**
 * Why the feature takes CAP_SYS_ADMIN. A program writes a public text, and once write(2) has
 * returned it uses the same memory for a secret that was never meant for a file. A server that
 * replies first and reads later gets the secret, if it has the program's pages; the kernel gives
 * them to a privileged server only, which could read the program's memory anyway.
 */
@Tag("patched")
@InModes(SPLICE_USER_PAGES)
class InformationLeakIT {
  private static final String PUBLIC = "meeting at noon; ";
  private static final String SECRET = "password: sesame ";

  @FuseTest
  @FuseMount(value = ReplyFirstFileSystem.class, isolation = Isolation.PROCESS, timeout = "30s")
  void secret_written_to_the_buffer_later_reaches_a_privileged_server(MountedFilesystem fs) {
    assertThat(publish(fs)).startsWith(SECRET).doesNotContain(PUBLIC);
    assertThat(fs).kernelReferencedUserPages().kernelCountedLateAccesses();
  }

  /** It agrees on the flag as well, and on a mount that takes what it gets. */
  @FuseTest
  @FuseMount(
      value = ReplyFirstFileSystem.class,
      isolation = Isolation.PROCESS,
      sysAdmin = false,
      attested = false,
      timeout = "30s")
  void secret_written_to_the_buffer_later_stays_hidden_from_an_unprivileged_server(
      MountedFilesystem fs) {
    assertThat(publish(fs)).startsWith(PUBLIC).doesNotContain(SECRET);
    assertThat(fs).kernelCopiedUserPages().kernelCountedNoLateAccess().hasLateAccess();
    assertThat(fs.description().initFlags() & 1L << 43).as("the flag was agreed on").isNotZero();
  }

  /** What the file holds, as anybody who may read it sees it. */
  private static String publish(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("minutes", CREATE, READ_WRITE, DIRECT);
        PageBuffer memory = file.allocate(kibibytes(4)).fill('.')) {
      memory.put(PUBLIC.getBytes(US_ASCII));
      assertThat(file.write(memory)).isEqualTo(memory.size());
      memory.put(SECRET.getBytes(US_ASCII));
    }
    assertThat(fs).hasLateAccesses(1); // it has read by now
    try (ClientFile file = fs.client().open("minutes", READ_ONLY)) {
      return new String(file.read(bytes(4096)), US_ASCII);
    }
  }
}
