package org.fusefixture.sample.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.sample.kernel.TestClient.ROOT;

import java.util.ArrayList;
import java.util.List;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.sample.kernel.Answer;
import org.fusefixture.sample.kernel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in the memory filesystem: made, linked, renamed, listed. */
class MemoryNamesTest extends MemoryFileSystemFixture {
  private static final int NOREPLACE = 1;
  private static final int EXCHANGE = 2;
  private static final int WHITEOUT = 4;

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
    long node = client.create(ROOT, "a", 0644).node();
    Message exclusive = Message.empty().u32(0202, 0644, 0, 0).string("a");
    assertThat(kernel.error(Opcode.CREATE, ROOT, exclusive)).isEqualTo(Errno.EEXIST);
    assertThat(client.create(ROOT, "a", 0600).node()).as("opened").isEqualTo(node);
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

  /** Done to a name that a listing has just shown. */
  interface Change {
    void of(String name);
  }

  /** A listing that goes on after each entry, and changes names meanwhile. */
  private List<String> listWhile(Change change) {
    List<String> seen = new ArrayList<>();
    long cookie = Directory.PARENT_COOKIE;
    while (seen.size() < 1000) {
      List<Answer.Listed> part = client.readdir(ROOT, cookie, 40).listed();
      if (part.isEmpty()) {
        break;
      }
      seen.add(part.get(0).name());
      cookie = part.get(0).cookie();
      change.of(part.get(0).name());
    }
    return seen;
  }

  @ParameterizedTest
  @ValueSource(strings = {"make", "rename", "rename there and back", "link", "roll back"})
  void listingEnds_whateverIsDoneToNamesMeanwhile(String how) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      client.create(ROOT, "f" + i, 0644).ok();
      names.add("f" + i);
    }
    filesystem.takeSnapshot("s");
    int[] made = {0};
    List<String> seen =
        listWhile(
            name -> {
              String other = "n" + made[0]++;
              switch (how) {
                case "make" -> client.create(ROOT, other, 0644).ok();
                case "link" -> client.link(client.lookup(ROOT, name).node(), ROOT, other).ok();
                case "roll back" -> filesystem.rollBack("s");
                default -> client.rename(ROOT, name, ROOT, other, 0).ok();
              }
              if (how.endsWith("back")) {
                client.rename(ROOT, other, ROOT, name, 0);
              }
              client.unlink(ROOT, "late");
              client.create(ROOT, "late", 0644).ok();
            });

    assertThat(seen).containsExactlyInAnyOrderElementsOf(names);
    assertThat(listWhile(name -> {})).as("a listing begun now").contains("late");
  }

  @Test
  void listingFromAnyCookie_showsTheRestInBuffersOfAnySize() {
    for (int i = 0; i < 30; i++) {
      client.create(ROOT, "f".repeat(1 + i * 7), 0644).ok();
    }
    List<Answer.Listed> all = client.readdir(ROOT, 0, 65536).listed();
    assertThat(all).hasSize(32);
    for (int size = 240; size < 2400; size += 8) {
      for (int from = 0; from <= all.size(); from++) {
        long cookie = from == 0 ? 0 : all.get(from - 1).cookie();
        List<Answer.Listed> part = client.readdir(ROOT, cookie, size).listed();
        assertThat(part)
            .as("%d bytes from entry %d", size, from)
            .isEqualTo(all.subList(from, from + part.size()))
            .hasSizeGreaterThanOrEqualTo(Math.min(1, all.size() - from));
      }
    }
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
}
