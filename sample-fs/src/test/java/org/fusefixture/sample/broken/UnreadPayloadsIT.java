package org.fusefixture.sample.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.posix.ByteSize.kibibytes;
import static org.fusefixture.protocol.Offset.at;

import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.junit.PatchedKernel;
import org.fusefixture.mount.Isolation;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;
import org.junit.jupiter.api.Tag;

/**
 * Payloads that nobody reads are no late accesses: the session must not touch them either when it
 * gets rid of them, and to empty a pipe into /dev/null is to touch them.
 */
@Tag("patched")
@PatchedKernel
@InModes(SPLICE_USER_PAGES)
class UnreadPayloadsIT {
  /** More than the session keeps after their replies. */
  private static final int WRITES = 40;

  private static final int PAGE = 4096;

  @FuseTest
  @FuseMount(value = Forgetful.class, isolation = Isolation.PROCESS, timeout = "30s")
  void acknowledged_and_never_read(MountedFilesystem fs) {
    write(fs);
    assertThat(fs).kernelReferencedUserPages();
    // The session waits for somebody who wants them, so do not: nobody does.
    assertThat(fs.kernelCounters().require().lateAccesses()).isZero();
    assertThat(fs.server().report().session().lateAccesses()).isEmpty();
  }

  @FuseTest
  @FuseMount(value = Discarding.class, isolation = Isolation.PROCESS, timeout = "30s")
  void discarded_after_the_reply(MountedFilesystem fs) {
    write(fs);
    assertThat(fs).kernelReferencedUserPages().kernelCountedNoLateAccess().hasNoLateAccess();
  }

  @FuseTest
  @FuseMount(value = Refusing.class, isolation = Isolation.PROCESS, timeout = "30s")
  void answered_with_an_error(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(kibibytes(4))) {
      for (int write = 0; write < WRITES; write++) {
        assertThatThrownBy(() -> file.write(pages))
            .isInstanceOfSatisfying(
                ClientIOException.class,
                failure -> assertThat(failure.errno()).hasValue(Errno.EDQUOT));
      }
    }
    assertThat(fs).kernelReferencedUserPages().kernelCountedNoLateAccess().hasNoLateAccess();
  }

  private static void write(MountedFilesystem fs) {
    try (ClientFile file = fs.client().open("notes", CREATE, READ_WRITE, DIRECT);
        PageBuffer pages = file.allocate(kibibytes(4))) {
      for (long write = 0; write < WRITES; write++) {
        assertThat(file.write(pages, at(write * PAGE))).isEqualTo(bytes(PAGE));
      }
    }
  }

  /** Acknowledges writes and does not look at them. */
  public static final class Forgetful extends MemoryFileSystem {
    public Forgetful(FilesystemContext context) {
      super(context);
    }

    @Override
    protected void serveWrite(PendingWrite write, WriteReply reply) {
      reply.written(write.size());
    }
  }

  /** Acknowledges writes and throws them away. */
  public static final class Discarding extends MemoryFileSystem {
    public Discarding(FilesystemContext context) {
      super(context);
    }

    @Override
    protected void serveWrite(PendingWrite write, WriteReply reply) {
      reply.written(write.size());
      write.payload().discard();
    }
  }

  /** Has no space for anybody. */
  public static final class Refusing extends MemoryFileSystem {
    public Refusing(FilesystemContext context) {
      super(context);
    }

    @Override
    protected void serveWrite(PendingWrite write, WriteReply reply) {
      reply.fail(Errno.EDQUOT);
    }
  }
}
