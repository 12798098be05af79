package org.fusefixture.sample.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.sample.kernel.TestClient.ROOT;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.sample.kernel.Answer;
import org.fusefixture.sample.kernel.Message;
import org.fusefixture.sample.kernel.PagesPayload;
import org.fusefixture.sample.kernel.TestClient;
import org.fusefixture.sample.kernel.TestKernel;
import org.junit.jupiter.api.Test;

class MemoryFileSystemTest {
  private static final int NOREPLACE = 1;
  private static final int EXCHANGE = 2;
  private static final int WHITEOUT = 4;

  private final ManualClock clock = new ManualClock();
  private final MemoryFileSystem filesystem =
      Fixtures.memory(clock, Map.of("capacity", "1m", "inodes", "50"));
  private final TestKernel kernel = new TestKernel(filesystem).as(0, 0);
  private final TestClient client = new TestClient(kernel);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Errno errorOf(Answer answer) {
    return answer.error().orElse(null);
  }

  // Names

  @Test
  void createdFile_isFoundWithItsOwnerAndMode() {
    kernel.as(1000, 1001);
    long node = client.create(ROOT, "a", 0100640).node();

    Answer found = client.lookup(ROOT, "a");
    assertThat(found.node()).isEqualTo(node);
    assertThat(found.entryStat().mode()).isEqualTo(0100640);
    assertThat(found.entryStat().uid()).isEqualTo(1000);
    assertThat(found.entryStat().gid()).isEqualTo(1001);
    assertThat(found.entryStat().links()).isEqualTo(1);
    assertThat(found.entryStat().mtime()).isEqualTo(ManualClock.START);
  }

  @Test
  void nameTooLong_isRefusedEverywhere() {
    String longest = "n".repeat(255);
    String tooLong = "n".repeat(256);
    long node = client.create(ROOT, longest, 0644).node();

    assertThat(errorOf(client.lookup(ROOT, tooLong))).isEqualTo(Errno.ENAMETOOLONG);
    assertThat(errorOf(client.create(ROOT, tooLong, 0644))).isEqualTo(Errno.ENAMETOOLONG);
    assertThat(errorOf(client.link(node, ROOT, tooLong))).isEqualTo(Errno.ENAMETOOLONG);
    assertThat(errorOf(client.rename(ROOT, longest, ROOT, tooLong, 0)))
        .isEqualTo(Errno.ENAMETOOLONG);
    assertThat(errorOf(client.unlink(ROOT, tooLong))).isEqualTo(Errno.ENAMETOOLONG);
    assertThat(errorOf(client.lookup(ROOT, "n".repeat(3000)))).isEqualTo(Errno.ENAMETOOLONG);
  }

  @Test
  void existingName_isNotMadeAgain() {
    client.create(ROOT, "a", 0644).ok();
    assertThat(errorOf(client.create(ROOT, "a", 0644))).isEqualTo(Errno.EEXIST);
    assertThat(errorOf(client.mkdir(ROOT, "a", 0755))).isEqualTo(Errno.EEXIST);
  }

  @Test
  void directory_countsItsSubdirectories() {
    long directory = client.mkdir(ROOT, "d", 0755).node();
    client.mkdir(directory, "e", 0755).ok();
    assertThat(client.stat(directory).links()).isEqualTo(3);
    assertThat(client.stat(ROOT).links()).isEqualTo(3);
    assertThat(errorOf(client.rmdir(ROOT, "d"))).isEqualTo(Errno.ENOTEMPTY);

    client.rmdir(directory, "e").ok();
    client.rmdir(ROOT, "d").ok();
    assertThat(client.stat(ROOT).links()).isEqualTo(2);
    assertThat(client.stat(directory).links()).as("still known to the kernel").isZero();
    assertThat(errorOf(client.create(directory, "x", 0644))).isEqualTo(Errno.ENOENT);
  }

  @Test
  void setGroupIdDirectory_givesItsGroupOn() {
    long directory = client.mkdir(ROOT, "d", 0755).node();
    client.setattr(directory, 1 | 4, 0, 02775, 0, 77).ok();
    kernel.as(1000, 1000);

    Answer file = client.create(directory, "f", 0644);
    Answer below = client.mkdir(directory, "e", 0755);

    assertThat(file.entryStat().gid()).isEqualTo(77);
    assertThat(file.entryStat().permissions()).isEqualTo(0644);
    assertThat(below.entryStat().gid()).isEqualTo(77);
    assertThat(below.entryStat().permissions()).isEqualTo(02755);
  }

  @Test
  void unlinkedFile_livesUntilTheKernelForgetsIt() throws Exception {
    long node = client.create(ROOT, "a", 0644).node();
    client.write(node, 0, bytes("still there")).ok();
    client.lookup(ROOT, "a").ok();
    client.unlink(ROOT, "a").ok();

    assertThat(client.read(node, 0, 100)).isEqualTo(bytes("still there"));
    assertThat(client.stat(node).links()).isZero();
    client.forget(node, 1);
    assertThat(client.read(node, 6, 5)).isEqualTo(bytes("there"));
    client.forget(node, 1);
    assertThat(kernel.error(Opcode.GETATTR, node, Message.empty().u32(0, 0).u64(0)))
        .isEqualTo(Errno.ESTALE);
    Answer sizes = kernel.call(Opcode.STATFS, ROOT, Message.empty());
    assertThat(sizes.u64(8)).as("free blocks").isEqualTo(256);
    assertThat(sizes.u64(32)).as("free inodes").isEqualTo(50);
  }

  @Test
  void hardLinks_shareOneInode() {
    long node = client.create(ROOT, "a", 0644).node();
    clock.tick();
    assertThat(client.link(node, ROOT, "b").entryStat().links()).isEqualTo(2);
    assertThat(client.stat(node).ctime()).isEqualTo(clock.instant());
    assertThat(client.stat(node).mtime()).isEqualTo(ManualClock.START);
    client.unlink(ROOT, "a").ok();
    assertThat(client.lookup(ROOT, "b").entryStat().links()).isEqualTo(1);

    long directory = client.mkdir(ROOT, "d", 0755).node();
    assertThat(errorOf(client.link(directory, ROOT, "e"))).isEqualTo(Errno.EPERM);
  }

  @Test
  void temporaryFile_getsANameOnceUnlessExclusive() {
    Message shared = Message.empty().u32(020200002, 0600, 0, 0).string("#1");
    long node = kernel.call(Opcode.TMPFILE, ROOT, shared).node();
    assertThat(client.stat(node).links()).isZero();
    assertThat(client.link(node, ROOT, "named").entryStat().links()).isEqualTo(1);
    client.unlink(ROOT, "named").ok();
    assertThat(errorOf(client.link(node, ROOT, "again"))).isEqualTo(Errno.ENOENT);

    Message exclusive = Message.empty().u32(020200202, 0600, 0, 0).string("#2");
    long other = kernel.call(Opcode.TMPFILE, ROOT, exclusive).node();
    assertThat(errorOf(client.link(other, ROOT, "no"))).isEqualTo(Errno.ENOENT);
  }

  @Test
  void inodesUsedUp_refusesMoreAndTakesNone() {
    for (int i = 0; i < 50; i++) {
      client.create(ROOT, "f" + i, 0644).ok();
    }
    assertThat(errorOf(client.create(ROOT, "more", 0644))).isEqualTo(Errno.ENOSPC);
    client.unlink(ROOT, "f0").ok();
    client.forget(client.lookup(ROOT, "f1").node(), 0);
    assertThat(errorOf(client.create(ROOT, "more", 0644)))
        .as("the kernel still knows f0")
        .isEqualTo(Errno.ENOSPC);
  }

  // Renaming

  @Test
  void renameOntoFile_replacesIt() {
    long a = client.create(ROOT, "a", 0644).node();
    long b = client.create(ROOT, "b", 0644).node();
    clock.tick();
    client.rename(ROOT, "a", ROOT, "b", 0).ok();

    assertThat(errorOf(client.lookup(ROOT, "a"))).isEqualTo(Errno.ENOENT);
    assertThat(client.lookup(ROOT, "b").node()).isEqualTo(a);
    assertThat(client.stat(b).links()).isZero();
    assertThat(client.stat(a).ctime()).isEqualTo(clock.instant());
    assertThat(client.stat(ROOT).mtime()).isEqualTo(clock.instant());
  }

  @Test
  void renameBetweenTypes_isRefused() {
    client.create(ROOT, "f", 0644).ok();
    long directory = client.mkdir(ROOT, "d", 0755).node();
    client.create(directory, "x", 0644).ok();
    client.mkdir(ROOT, "e", 0755).ok();

    assertThat(errorOf(client.rename(ROOT, "f", ROOT, "d", 0))).isEqualTo(Errno.EISDIR);
    assertThat(errorOf(client.rename(ROOT, "d", ROOT, "f", 0))).isEqualTo(Errno.ENOTDIR);
    assertThat(errorOf(client.rename(ROOT, "e", ROOT, "d", 0))).isEqualTo(Errno.ENOTEMPTY);
    client.rename(ROOT, "d", ROOT, "e", 0).ok();
    assertThat(client.stat(ROOT).links()).isEqualTo(3);
  }

  @Test
  void renameIntoItself_isRefused() {
    long directory = client.mkdir(ROOT, "d", 0755).node();
    long below = client.mkdir(directory, "e", 0755).node();
    assertThat(errorOf(client.rename(ROOT, "d", below, "f", 0))).isEqualTo(Errno.EINVAL);
    assertThat(errorOf(client.rename(ROOT, "d", directory, "f", 0))).isEqualTo(Errno.EINVAL);
    client.create(below, "x", 0644).ok();
    assertThat(errorOf(client.rename(below, "x", ROOT, "d", EXCHANGE))).isEqualTo(Errno.EINVAL);
  }

  @Test
  void renamedDirectory_movesItsLinkToItsParent() {
    long from = client.mkdir(ROOT, "from", 0755).node();
    long to = client.mkdir(ROOT, "to", 0755).node();
    long moved = client.mkdir(from, "m", 0755).node();
    client.rename(from, "m", to, "m", 0).ok();

    assertThat(client.stat(from).links()).isEqualTo(2);
    assertThat(client.stat(to).links()).isEqualTo(3);
    assertThat(client.lookup(moved, "..").node()).isEqualTo(to);
  }

  @Test
  void renameFlags_doWhatRenameat2Says() {
    long a = client.create(ROOT, "a", 0644).node();
    long d = client.mkdir(ROOT, "d", 0755).node();
    long b = client.create(d, "b", 0644).node();

    assertThat(errorOf(client.rename(ROOT, "a", d, "b", NOREPLACE))).isEqualTo(Errno.EEXIST);
    assertThat(errorOf(client.rename(ROOT, "a", d, "none", EXCHANGE))).isEqualTo(Errno.ENOENT);
    assertThat(errorOf(client.rename(ROOT, "a", d, "b", NOREPLACE | EXCHANGE)))
        .isEqualTo(Errno.EINVAL);
    assertThat(errorOf(client.rename(ROOT, "a", d, "b", 8))).isEqualTo(Errno.EINVAL);
    client.rename(ROOT, "a", d, "b", EXCHANGE).ok();
    assertThat(client.lookup(ROOT, "a").node()).isEqualTo(b);
    assertThat(client.lookup(d, "b").node()).isEqualTo(a);

    client.rename(ROOT, "a", d, "w", WHITEOUT).ok();
    Answer.Stat left = client.lookup(ROOT, "a").entryStat();
    assertThat(left.mode()).isEqualTo(0020000);
    assertThat(left.device()).isZero();
  }

  @Test
  void exchangeOfFileAndDirectory_movesTheLinkOfTheDirectory() {
    long one = client.mkdir(ROOT, "one", 0755).node();
    long two = client.mkdir(ROOT, "two", 0755).node();
    client.mkdir(one, "x", 0755).ok();
    client.create(two, "x", 0644).ok();
    client.rename(one, "x", two, "x", EXCHANGE).ok();

    assertThat(client.stat(one).links()).isEqualTo(2);
    assertThat(client.stat(two).links()).isEqualTo(3);
  }

  @Test
  void renameOfTwoNamesOfOneInode_doesNothing() {
    long node = client.create(ROOT, "a", 0644).node();
    client.link(node, ROOT, "b").ok();
    client.rename(ROOT, "a", ROOT, "b", 0).ok();
    assertThat(client.lookup(ROOT, "a").node()).isEqualTo(node);
    assertThat(client.stat(node).links()).isEqualTo(2);
  }

  // Listing

  @Test
  void listingUnderChange_showsWhatStayedOnce() {
    for (int i = 0; i < 20; i++) {
      client.create(ROOT, "f" + i, 0644).ok();
    }
    List<String> seen = new ArrayList<>();
    long cookie = 0;
    for (int round = 0; ; round++) {
      List<Answer.Listed> part = client.readdir(ROOT, cookie, 128).listed();
      if (part.isEmpty()) {
        break;
      }
      part.forEach(entry -> seen.add(entry.name()));
      cookie = part.get(part.size() - 1).cookie();
      if (round < 5) {
        client.unlink(ROOT, "f" + (19 - round)).ok();
        client.unlink(ROOT, "f" + round).ok();
      }
    }
    assertThat(seen).doesNotHaveDuplicates().startsWith(".", "..").contains("f5", "f9", "f14");
    assertThat(client.readdir(ROOT, 2, 4096).listed()).hasSize(10);
  }

  @Test
  void readdirplus_countsLookupsOfWhatItShows() {
    long node = client.create(ROOT, "a", 0644).node();
    client.forget(node, 1);
    kernel
        .call(Opcode.READDIRPLUS, ROOT, Message.empty().u64(0, 0).u32(4096, 0).u64(0).u32(0, 0))
        .ok();
    client.unlink(ROOT, "a").ok();
    assertThat(client.stat(node).links()).as("held by the lookup of the listing").isZero();
    client.forget(node, 1);
    assertThat(kernel.error(Opcode.GETATTR, node, Message.empty().u32(0, 0).u64(0)))
        .isEqualTo(Errno.ESTALE);
  }

  // Attributes

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

  // Extended attributes

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

  // Content

  @Test
  void fullFilesystem_writesWhatFitsAndThenRefuses() {
    long node = client.create(ROOT, "a", 0644).node();
    assertThat(client.write(node, 1 << 19, new byte[1 << 20]).u32(0)).isEqualTo(1 << 20);
    assertThat(errorOf(client.write(node, 0, bytes("x")))).isEqualTo(Errno.ENOSPC);
    assertThat(errorOf(client.fallocate(node, 0, 0, 4096))).isEqualTo(Errno.ENOSPC);
    client.fallocate(node, 3, 1 << 19, 4096).ok();
    assertThat(client.write(node, 0, bytes("x")).u32(0)).isEqualTo(1);
  }

  @Test
  void copyOfARange_keepsHoles() {
    long from = client.create(ROOT, "from", 0644).node();
    long to = client.create(ROOT, "to", 0644).node();
    client.write(from, 0, bytes("head")).ok();
    client.write(from, 200_000, bytes("tail")).ok();
    client.write(to, 0, "?".repeat(300_000).getBytes(StandardCharsets.UTF_8)).ok();

    assertThat(client.copy(from, 0, to, 0, 1 << 20).u64(0)).isEqualTo(200_004);
    assertThat(client.read(to, 0, 200_004)).isEqualTo(client.read(from, 0, 200_004));
    assertThat(client.stat(to).size()).isEqualTo(300_000);
    assertThat(client.seek(to, 4096, 3).u64(0)).isLessThanOrEqualTo(200_000).isGreaterThan(190_000);
  }

  @Test
  void openWithTruncation_emptiesTheFile() {
    long node = client.create(ROOT, "a", 0644).node();
    client.write(node, 0, bytes("old")).ok();
    kernel.call(Opcode.OPEN, node, Message.empty().u32(01001, 0)).ok();
    assertThat(client.stat(node).size()).isZero();
  }

  @Test
  void storedContent_isSeenWithoutTheKernel() throws IOException {
    long directory = client.mkdir(ROOT, "d", 0755).node();
    long node = client.create(directory, "f", 0644).node();
    client.write(node, 0, bytes("stored")).ok();

    assertThat(filesystem.storedSize("d/f")).isEqualTo(6);
    ByteBuffer target = ByteBuffer.allocate(10);
    assertThat(filesystem.readStored("/d/f", 1, target)).isEqualTo(5);
    assertThat(new String(target.array(), 0, 5, StandardCharsets.UTF_8)).isEqualTo("tored");
    assertThat(filesystem.readStored("d/f", 6, target)).isEqualTo(-1);
    Assertions.assertThatThrownBy(() -> filesystem.storedSize("d/none"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void pagesChangedAfterTheReply_areNotSeen() {
    long node = client.create(ROOT, "a", 0644).node();
    byte[] pages = bytes("first");
    kernel.onReply(() -> System.arraycopy(bytes("later"), 0, pages, 0, 5));
    client.write(node, 0, pages).ok();
    assertThat(client.read(node, 0, 5)).isEqualTo(bytes("first"));
  }
}
