package org.fusefixture.sample.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.sample.kernel.TestClient.ROOT;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.FileName;
import org.fusefixture.sample.kernel.Answer;
import org.fusefixture.sample.kernel.Message;
import org.fusefixture.sample.kernel.PagesPayload;
import org.fusefixture.sample.kernel.TestClient;
import org.fusefixture.sample.kernel.TestKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes and extended attributes of the memory filesystem. */
class MemoryMetadataTest extends MemoryFileSystemFixture {
  @Test
  void times_followWhatIsDone() {
    long node = client.create(ROOT, "a", 0644).node();
    Instant written = clock.tick();
    client.write(node, 0, bytes("x")).ok();
    assertThat(client.stat(node).mtime()).isEqualTo(written);
    assertThat(client.stat(node).ctime()).isEqualTo(written);
    assertThat(client.stat(node).atime()).isEqualTo(ManualClock.START);

    Instant read = clock.tick();
    client.read(node, 0, 1);
    assertThat(client.stat(node).atime()).isEqualTo(read);
    assertThat(client.stat(node).ctime()).isEqualTo(written);

    Instant changed = clock.tick();
    client.setattr(node, 1, 0, 0600, 0, 0).ok();
    assertThat(client.stat(node).ctime()).isEqualTo(changed);
    assertThat(client.stat(node).mtime()).isEqualTo(written);

    Instant cut = clock.tick();
    client.truncate(node, 0).ok();
    assertThat(client.stat(node).mtime()).isEqualTo(cut);
  }

  @Test
  void explicitTimes_areKeptToTheNanosecond() {
    long node = client.create(ROOT, "a", 0644).node();
    Answer.Stat stat =
        kernel
            .call(
                Opcode.SETATTR,
                node,
                Message.empty()
                    .u32(0x10 | 0x20, 0)
                    .u64(0, 0, 0, -5, 1L << 33, 0)
                    .u32(999_999_999, 1, 0, 0, 0, 0, 0, 0))
            .stat();
    assertThat(stat.atime()).isEqualTo(Instant.ofEpochSecond(-5, 999_999_999));
    assertThat(stat.mtime()).isEqualTo(Instant.ofEpochSecond(1L << 33, 1));
  }

  @Test
  void ownerChange_clearsSetIdsOfFilesOnly() {
    long file = client.create(ROOT, "f", 0644).node();
    client.setattr(file, 1, 0, 06775, 0, 0).ok();
    assertThat(client.setattr(file, 2, 0, 0, 5, 0).stat().permissions()).isEqualTo(0775);

    client.setattr(file, 1, 0, 02764, 0, 0).ok();
    assertThat(client.setattr(file, 2, 0, 0, 6, 0).stat().permissions())
        .as("mandatory locking, by root")
        .isEqualTo(02764);

    long directory = client.mkdir(ROOT, "d", 0755).node();
    client.setattr(directory, 1, 0, 02775, 0, 0).ok();
    assertThat(client.setattr(directory, 2, 0, 0, 5, 0).stat().permissions()).isEqualTo(02775);
  }

  @Test
  void writeByUnprivileged_clearsSetIdsWhereTheKernelSaysSo() {
    long node = client.create(ROOT, "f", 0644).node();
    client.setattr(node, 1, 0, 06777, 0, 0).ok();
    client.write(node, 0, bytes("x")).ok();
    assertThat(client.stat(node).permissions()).isEqualTo(06777);
    kernel.write(node, 0, 0, new PagesPayload(bytes("x")), 4).ok();
    assertThat(client.stat(node).permissions()).isEqualTo(0777);

    client.setattr(node, 1, 0, 04777, 0, 0).ok();
    client.setattr(node, 0x40, 0, 0, 0, 0).ok();
    assertThat(client.stat(node).permissions()).as("file_remove_privs").isEqualTo(0777);

    client.setattr(node, 1, 0, 04777, 0, 0).ok();
    client.setattr(node, 8 | 0x800, 0, 0, 0, 0).ok();
    assertThat(client.stat(node).permissions()).as("truncation").isEqualTo(0777);
  }

  /** All requests that ask for set-group-ID to be cleared with HANDLE_KILLPRIV_V2. */
  private void change(String how, long node) {
    switch (how) {
      case "open" -> kernel.call(Opcode.OPEN, node, Message.empty().u32(01002, 1)).ok();
      case "create" ->
          kernel.call(Opcode.CREATE, ROOT, Message.empty().u32(01102, 0644, 0, 1).string("f")).ok();
      case "write" -> kernel.write(node, 0, 0, new PagesPayload(bytes("x")), 4).ok();
      case "truncate" -> client.setattr(node, 8 | 0x800, 0, 0, 0, 0).ok();
      case "file_remove_privs" -> client.setattr(node, 0, 0, 0, 0, 0).ok();
      case "chown" -> client.setattr(node, 2 | 0x800, 0, 0, 1000, 0).ok();
      default -> throw new IllegalArgumentException(how);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "create", "write", "truncate", "file_remove_privs", "chown"})
  void setIdsAfterAChange_dependOnTheGroupOfTheCaller(String how) {
    long node = client.create(ROOT, "f", 0644).node();
    int here = Math.toIntExact(ProcessHandle.current().pid());
    int[][] callers = {{1000, 1000, 0}, {1000, 1000, here}, {1000, 77, 0}, {1000, 77, here}};
    for (int[] caller : callers) {
      for (int mode : new int[] {02644, 06644, 02666, 02654, 06777, 04711, 01644}) {
        kernel.as(0, 0);
        client.setattr(node, 1 | 4, 0, mode, 0, 77).ok();
        kernel.as(caller[0], caller[1], caller[2]);
        change(how, node);

        boolean member = new Caller(caller[0], caller[1], caller[2]).keepsSetGroupId(77);
        boolean keeps = member && (mode & 010) == 0; // this process may have CAP_FSETID
        assertThat(Integer.toOctalString(client.stat(node).permissions()))
            .as("%o after %s by %s", mode, how, Arrays.toString(caller))
            .isEqualTo(Integer.toOctalString(mode & (keeps ? 03777 : 01777)));
      }
    }
  }

  @Test
  void deviceNode_keepsItsNumber() {
    Message body = Message.empty().u32(0020644, 0x1234, 0, 0).string("c");
    Answer.Stat stat = kernel.call(Opcode.MKNOD, ROOT, body).entryStat();
    assertThat(stat.mode()).isEqualTo(0020644);
    assertThat(stat.device()).isEqualTo(0x1234);
    assertThat(errorOf(client.truncate(stat.inode(), 0))).isEqualTo(Errno.EINVAL);
  }

  @Test
  void symbolicLink_holdsItsTarget() {
    Message body = Message.empty().string("l").string("../target");
    Answer made = kernel.call(Opcode.SYMLINK, ROOT, body);
    assertThat(made.entryStat().mode()).isEqualTo(0120777);
    assertThat(made.entryStat().size()).isEqualTo(9);
    assertThat(kernel.call(Opcode.READLINK, made.node(), Message.empty()).text())
        .isEqualTo("../target");
  }

  private Errno setXattr(long node, String name, byte[] value, int flags) {
    return kernel.error(
        Opcode.SETXATTR,
        node,
        Message.empty().u32(value.length, flags, 0, 0).string(name).raw(value));
  }

  private Answer getXattr(long node, String name, int room) {
    return kernel.call(Opcode.GETXATTR, node, Message.empty().u32(room, 0).string(name));
  }

  @Test
  void extendedAttributes_areCreatedReplacedAndRemoved() {
    long node = client.create(ROOT, "a", 0644).node();
    assertThat(setXattr(node, "user.one", bytes("1"), 2)).isEqualTo(Errno.ENODATA);
    assertThat(setXattr(node, "user.one", bytes("first"), 1)).isNull();
    assertThat(setXattr(node, "user.one", bytes("1"), 1)).isEqualTo(Errno.EEXIST);
    assertThat(setXattr(node, "user.one", bytes("second!"), 2)).isNull();

    assertThat(getXattr(node, "user.one", 0).u32(0)).isEqualTo(7);
    assertThat(getXattr(node, "user.one", 7).text()).isEqualTo("second!");
    assertThat(errorOf(getXattr(node, "user.one", 6))).isEqualTo(Errno.ERANGE);
    assertThat(errorOf(getXattr(node, "user.two", 6))).isEqualTo(Errno.ENODATA);
    assertThat(setXattr(node, "system.posix_acl_access", bytes("x"), 0))
        .isEqualTo(Errno.EOPNOTSUPP);

    Message name = Message.empty().string("user.one");
    assertThat(kernel.error(Opcode.REMOVEXATTR, node, name)).isNull();
    assertThat(kernel.error(Opcode.REMOVEXATTR, node, name)).isEqualTo(Errno.ENODATA);
  }

  @Test
  void trustedAttributes_areListedForRootOnly() {
    long node = client.create(ROOT, "a", 0644).node();
    setXattr(node, "trusted.t", bytes("x"), 0);
    setXattr(node, "user.u", bytes("x"), 0);
    Message room = Message.empty().u32(100, 0);
    assertThat(kernel.call(Opcode.LISTXATTR, node, room).text()).isEqualTo("trusted.t\0user.u\0");
    kernel.as(1000, 1000);
    assertThat(kernel.call(Opcode.LISTXATTR, node, room).text()).isEqualTo("user.u\0");
  }

  @Test
  void moreNamesThanCanBeListed_areRefused() {
    long node = client.create(ROOT, "a", 0644).node();
    Errno error = null;
    int count = 0;
    while (error == null && count < 1000) {
      error = setXattr(node, "user." + "n".repeat(245) + (1000 + count++), bytes("v"), 0);
    }
    assertThat(error).isEqualTo(Errno.ENOSPC);
    assertThat(kernel.call(Opcode.LISTXATTR, node, Message.empty().u32(65536, 0)).bytes())
        .hasSizeLessThanOrEqualTo(65536);
  }

  @Test
  void write_removesFileCapabilities() {
    long node = client.create(ROOT, "a", 0755).node();
    setXattr(node, "security.capability", bytes("cap"), 0);
    client.write(node, 0, bytes("x")).ok();
    assertThat(errorOf(getXattr(node, "security.capability", 0))).isEqualTo(Errno.ENODATA);
  }

  /** Shows no link, knows names in lower case only, and hides one. */
  private static final class Seams extends MemoryFileSystem {
    Seams() {
      super(new FilesystemContext(Path.of("unused"), Map.of(), 1));
    }

    @Override
    protected Attributes shown(Attributes now) {
      return new Attributes(
          now.inode(),
          now.size(),
          now.blocks(),
          now.atime(),
          now.mtime(),
          now.ctime(),
          now.mode(),
          0,
          now.uid(),
          now.gid(),
          now.device(),
          now.blockSize(),
          now.flags());
    }

    @Override
    protected FileName stored(FileName name) {
      return FileName.of(name.toString().toLowerCase(Locale.ROOT));
    }

    @Override
    protected boolean lists(FileName name) {
      return !name.toString().equals("hidden");
    }
  }

  @Test
  void overriddenSeams_areWhatEveryOperationGoesThrough() {
    TestKernel other = new TestKernel(new Seams());
    TestClient broken = new TestClient(other);
    long node = broken.create(ROOT, "A", 0644).node();
    broken.create(ROOT, "Hidden", 0644).ok();
    Message mkdir = Message.empty().u32(0755, 0).string("D");
    for (Answer.Stat stat :
        List.of(
            broken.lookup(ROOT, "a").entryStat(),
            broken.link(node, ROOT, "B").entryStat(),
            other.call(Opcode.MKDIR, ROOT, mkdir).entryStat(),
            broken.stat(node),
            broken.truncate(node, 5).stat())) {
      assertThat(stat.links()).isZero();
    }
    assertThat(broken.lookup(ROOT, "HIDDEN").error()).isEmpty();
    broken.rename(ROOT, "A", ROOT, "C", 0).ok();
    broken.unlink(ROOT, "b").ok();
    broken.rmdir(ROOT, "d").ok();
    assertThat(broken.readdir(ROOT, Directory.PARENT_COOKIE, 4096).listed())
        .extracting(Answer.Listed::name)
        .containsExactly("c");
  }
}
