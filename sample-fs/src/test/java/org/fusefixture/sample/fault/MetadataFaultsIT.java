package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.assertion.Times.atLeast;
import static org.fusefixture.assertion.Times.times;
import static org.fusefixture.fault.AttributeOverrides.attributes;
import static org.fusefixture.fault.StatisticsOverrides.statistics;
import static org.fusefixture.filesystem.Opcode.GETATTR;
import static org.fusefixture.filesystem.Opcode.LOOKUP;
import static org.fusefixture.filesystem.Opcode.MKDIR;
import static org.fusefixture.filesystem.Opcode.READ;
import static org.fusefixture.filesystem.Opcode.READDIR;
import static org.fusefixture.filesystem.Opcode.READDIRPLUS;
import static org.fusefixture.filesystem.Opcode.SETATTR;
import static org.fusefixture.filesystem.Opcode.STATFS;
import static org.fusefixture.filesystem.Opcode.STATX;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.junit.FileOption.READ_ONLY;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.sample.fault.Calls.PAGE;
import static org.fusefixture.sample.fault.Calls.await;
import static org.fusefixture.sample.fault.Calls.direct;
import static org.fusefixture.sample.fault.Calls.filled;
import static org.fusefixture.sample.fault.Calls.pattern;
import static org.fusefixture.sample.fault.Calls.requests;

import java.util.List;
import org.fusefixture.fault.effect.Notice;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/** Effects on attributes, listings and what the kernel caches. */
@Tag("host")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(SPLICE)
class MetadataFaultsIT extends EmptyAtFirst {
  private static final int ENTRIES = 20;

  @FuseTest
  void overriddenAttributes_areSeen(MountedFilesystem fs) {
    Receipt receipt =
        fs.faults()
            .on(MKDIR, LOOKUP, GETATTR, SETATTR, STATX)
            .path("d")
            .override(attributes().size(bytes(4711)));
    fs.client().mkdir("d");
    assertThat(fs.client().stat("d").size()).isEqualTo(4711);
    assertThat(receipt).fired(atLeast(1));
  }

  @FuseTest
  void overriddenOwnerAndMode_areSeen(MountedFilesystem fs) {
    Receipt receipt =
        fs.faults()
            .set(
                "on: [MKDIR, LOOKUP, GETATTR, SETATTR, STATX], path: d,"
                    + " override-attributes: {mode: 16749, uid: 77, links: 9}");
    fs.client().mkdir("d");
    assertThat(fs.client().stat("d").uid()).isEqualTo(77);
    assertThat(fs.client().stat("d").mode()).isEqualTo(16749);
    assertThat(receipt).fired(atLeast(1));
  }

  @FuseTest
  void overriddenStatistics_areSeen(MountedFilesystem fs) {
    Receipt receipt =
        fs.faults().on(STATFS).override(statistics().freeBlocks(3).availableBlocks(2));
    assertThat(fs.client().statfs("").availableBlocks()).isEqualTo(2);
    assertThat(receipt).fired(atLeast(1));
  }

  @FuseTest
  void shuffledEntries_areAllThereInAnotherOrder(MountedFilesystem fs) {
    List<String> sound = fill(fs);
    Receipt receipt = fs.faults().on(READDIR, READDIRPLUS).first(1).shuffleEntries();
    List<String> shuffled = fs.client().names("d");
    assertThat(shuffled).containsExactlyInAnyOrderElementsOf(sound).isNotEqualTo(sound);
    assertThat(receipt).fired(times(1));
  }

  @FuseTest
  void addedEntries_areListed(MountedFilesystem fs) {
    List<String> sound = fill(fs);
    Receipt receipt = fs.faults().on(READDIR, READDIRPLUS).addEntries("ghost", "spectre");
    assertThat(fs.client().names("d")).containsAll(sound).contains("ghost", "spectre");
    assertThat(fs.client().exists("d/ghost")).isFalse();
    assertThat(receipt).fired(atLeast(1));
  }

  @FuseTest
  void hiddenEntries_areNotListedButThere(MountedFilesystem fs) {
    List<String> sound = fill(fs);
    Receipt receipt = fs.faults().on(READDIR, READDIRPLUS).path("d").hideEntries("file1*");
    List<String> expected = sound.stream().filter(name -> !name.startsWith("file1")).toList();
    assertThat(fs.client().names("d")).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(fs.client().exists("d/file1")).isTrue();
    assertThat(receipt).fired(atLeast(1));
  }

  /** Makes a directory; its names in their order. */
  private static List<String> fill(MountedFilesystem fs) {
    fs.client().mkdir("d");
    for (int i = 0; i < ENTRIES; i++) {
      direct(fs, "d/file" + i).close();
    }
    return fs.client().names("d");
  }

  @FuseTest
  void storedZeros_makeTheCacheStale(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      file.write(pattern(PAGE));
    }
    Receipt receipt = fs.faults().on(READ).nth(1).notifyKernel(Notice.STORE_ZEROS);
    try (ClientFile cached = fs.client().open("notes", READ_ONLY)) {
      cached.read(bytes(PAGE));
      await().untilAsserted(() -> assertThat(cached.read(bytes(PAGE))).isEqualTo(filled(PAGE, 0)));
    }
    assertThat(Calls.content(fs, "notes", PAGE)).isEqualTo(pattern(PAGE));
    assertThat(receipt).fired(times(1));
  }

  @FuseTest
  void invalidatedInode_isReadAgain(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes");
        ClientFile other = direct(fs, "trigger")) {
      file.write(pattern(PAGE));
      try (ClientFile cached = fs.client().open("notes", READ_ONLY)) {
        cached.read(bytes(PAGE));
        long reads = requests(fs, Opcode.READ);
        cached.read(bytes(PAGE));
        assertThat(requests(fs, Opcode.READ)).isEqualTo(reads);
        Receipt receipt =
            fs.faults()
                .on(org.fusefixture.filesystem.Opcode.GETXATTR)
                .path("notes")
                .notifyKernel(Notice.INVALIDATE_INODE);
        fs.client().setXattr("notes", "user.a", new byte[] {1});
        fs.client().getXattr("notes", "user.a");
        await()
            .untilAsserted(
                () -> {
                  cached.read(bytes(PAGE));
                  assertThat(requests(fs, Opcode.READ)).isGreaterThan(reads);
                });
        assertThat(receipt).fired(atLeast(1));
      }
      assertThat(other.stat().size()).isZero();
    }
  }

  @FuseTest
  void invalidatedName_isLookedUpAgain(MountedFilesystem fs) {
    looksUpAgain(fs, Notice.INVALIDATE_ENTRY);
  }

  @FuseTest
  void expiredName_isLookedUpAgain(MountedFilesystem fs) {
    looksUpAgain(fs, Notice.EXPIRE_ENTRY);
  }

  /** Within the second for which the kernel may trust a name, it asks again, again and again. */
  private static void looksUpAgain(MountedFilesystem fs, Notice notice) {
    direct(fs, "notes").close();
    Receipt receipt = fs.faults().on(LOOKUP).path("notes").notifyKernel(notice);
    long before = requests(fs, Opcode.LOOKUP);
    long start = System.nanoTime();
    await()
        .untilAsserted(
            () -> {
              fs.client().stat("notes");
              assertThat(requests(fs, Opcode.LOOKUP)).isGreaterThan(before + 4);
            });
    assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(2_500_000_000L);
    assertThat(receipt).fired(atLeast(3));
  }

  @FuseTest
  void writeFault_seesEveryNameOfAFile(MountedFilesystem fs) {
    direct(fs, "one").close();
    fs.client().link("one", "two");
    Receipt receipt = fs.faults().on(WRITE).path("two").fail(org.fusefixture.errno.Errno.EIO);
    try (ClientFile file = direct(fs, "one")) {
      Calls.assertFails(org.fusefixture.errno.Errno.EIO, () -> file.write(filled(PAGE, 1)));
    }
    assertThat(receipt).fired(times(1));
  }
}
