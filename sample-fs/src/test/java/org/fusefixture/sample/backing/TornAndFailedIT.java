package org.fusefixture.sample.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.filesystem.Opcode.FSYNC;
import static org.fusefixture.filesystem.Opcode.FSYNCDIR;
import static org.fusefixture.filesystem.Opcode.READ;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.junit.FileOption.CREATE;
import static org.fusefixture.junit.FileOption.DIRECT;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.protocol.Offset.at;
import static org.fusefixture.sample.backing.BackedFiles.PAGE;
import static org.fusefixture.sample.backing.BackedFiles.assertEio;
import static org.fusefixture.sample.backing.BackedFiles.content;
import static org.fusefixture.sample.backing.BackedFiles.filled;
import static org.fusefixture.sample.backing.BackedFiles.onDisk;
import static org.fusefixture.sample.backing.BackedFiles.open;
import static org.fusefixture.sample.backing.BackedFiles.synced;
import static org.fusefixture.sample.backing.BackedFiles.unsynced;

import java.time.Duration;
import java.util.Arrays;
import org.fusefixture.backing.FaultyDirectory;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FilesystemMount;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.mirror.MirrorFileSystem;
import org.fusefixture.storage.FsyncAftermath;
import org.junit.jupiter.api.Tag;

/** Writes that are torn, fsyncs that fail, and other filesystems on the directory. */
@Tag("host")
@FuseMount(
    value = FaultyDirectory.class,
    isolation = Isolation.PROCESS,
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(SPLICE)
class TornAndFailedIT extends EmptyStorage {

  @FuseTest
  void tornWrite_leavesTheChosenParts(MountedFilesystem fs) {
    synced(fs, "a", filled(4 * PAGE, 1));
    Receipt torn = fs.faults().on(WRITE).path("a").nth(2).tornWriteAtPowerCut(4, 1, 3);
    ClientFile file = fs.client().open("a", READ_WRITE, DIRECT);
    file.write(filled(PAGE, 2), at(3 * PAGE));
    assertEio(() -> file.write(filled(4 * PAGE, 3)));
    assertThat(torn.fired()).isEqualTo(1);
    fs.storage().restorePower();
    assertEio(file::close);
    byte[] expected = filled(4 * PAGE, 1);
    Arrays.fill(expected, 0, PAGE, (byte) 3);
    Arrays.fill(expected, 2 * PAGE, 3 * PAGE, (byte) 3);
    assertThat(content(fs, "a")).isEqualTo(expected);
  }

  @FuseTest
  void tornSequence_leavesTheChosenWrites(MountedFilesystem fs) {
    Receipt torn = fs.faults().on(FSYNC).path("a").nth(2).tornSequenceAtPowerCut(1, 3);
    ClientFile file = open(fs, "a");
    file.write(filled(4 * PAGE, 1));
    file.fsync();
    file.write(filled(100, 2));
    file.write(filled(100, 3), at(50));
    file.write(filled(100, 4), at(2 * PAGE));
    assertEio(file::fsync);
    assertThat(torn.fired()).isEqualTo(1);
    fs.storage().restorePower();
    assertEio(file::close);
    byte[] expected = filled(4 * PAGE, 1);
    Arrays.fill(expected, 0, 100, (byte) 2);
    Arrays.fill(expected, 2 * PAGE, 2 * PAGE + 100, (byte) 4);
    assertThat(content(fs, "a")).isEqualTo(expected);
  }

  @FuseTest
  void ext4Ordered_showsWhatIsNotOnTheDiskUntilEvicted(MountedFilesystem fs) {
    keepsContentInMemory(fs, FsyncAftermath.EXT4_ORDERED);
  }

  @FuseTest
  void xfs_showsWhatIsNotOnTheDiskUntilEvicted(MountedFilesystem fs) {
    keepsContentInMemory(fs, FsyncAftermath.XFS);
  }

  /** The second of three pages cannot be written; the file has grown by the third. */
  private static void keepsContentInMemory(MountedFilesystem fs, FsyncAftermath as) {
    synced(fs, "a", filled(2 * PAGE, 1));
    try (ClientFile file = open(fs, "a")) {
      file.write(filled(3 * PAGE, 2));
      Receipt failure = fs.faults().on(FSYNC).first(1).failFsync(as, at(PAGE), at(2 * PAGE));
      assertEio(file::fsync);
      assertThat(failure.fired()).isEqualTo(1);
      file.fsync(); // succeeds, and writes nothing: the page is clean
      assertThat(fs.storage().unsynced().isEmpty()).isTrue();
      assertThat(content(fs, "a")).isEqualTo(filled(3 * PAGE, 2));

      fs.storage().evict();
      byte[] onDisk = filled(3 * PAGE, 2);
      Arrays.fill(onDisk, PAGE, 2 * PAGE, (byte) 1);
      assertThat(content(fs, "a")).isEqualTo(onDisk);
    }
  }

  @FuseTest
  void ext4Data_failsTheNextSyncInstead(MountedFilesystem fs) {
    synced(fs, "a", filled(PAGE, 1));
    try (ClientFile file = open(fs, "a")) {
      file.write(filled(PAGE, 2));
      fs.faults().on(FSYNC).first(1).failFsync(FsyncAftermath.EXT4_DATA);
      file.fsync();
      file.write(filled(10, 3));
      assertEio(file::fsync);
      assertThat(fs.storage().unsynced().bytes())
          .as("the sync that reports an earlier failure writes nothing")
          .isEqualTo(PAGE);
      fs.storage().loseUnsynced();
      assertThat(file.read(bytes(PAGE))).isEqualTo(filled(PAGE, 1));
      file.write(filled(PAGE, 4));
      file.fsync();
    }
  }

  @FuseTest
  void btrfs_showsTheOldContentAndSizeAtOnce(MountedFilesystem fs) {
    synced(fs, "a", filled(2 * PAGE, 1));
    try (ClientFile file = open(fs, "a")) {
      file.write(filled(3 * PAGE, 2));
      fs.faults().on(FSYNC).first(1).failFsync(FsyncAftermath.BTRFS, at(PAGE), at(2 * PAGE));
      assertEio(file::fsync);
      assertThat(file.stat().size()).isEqualTo(2 * PAGE);
    }
    assertThat(content(fs, "a")).isEqualTo(filled(2 * PAGE, 1));
    assertThat(onDisk(fs, "tr -d '\\001' < a | wc -c")).isEqualTo("0");
  }

  @FuseTest
  void fsyncThatDoesNothing_keepsNothing(MountedFilesystem fs) {
    synced(fs, "a", filled(PAGE, 1));
    Receipt lie = fs.faults().on(FSYNC, FSYNCDIR).acknowledgeOnly();
    synced(fs, "a", filled(PAGE, 2));
    assertThat(lie.fired()).isEqualTo(1);
    fs.storage().loseUnsynced();
    assertThat(content(fs, "a")).isEqualTo(filled(PAGE, 1));
  }

  @FuseTest
  void errorsAndDelays_workAsOnAnyFilesystem(MountedFilesystem fs) {
    Receipt failing = fs.faults().on(WRITE).pathRegex(".*\\.db").probability(0.5).fail(EIO);
    Receipt slow = fs.faults().on(WRITE).pathSuffix(".log").delay(Duration.ofMillis(20));
    int failures = 0;
    try (ClientFile file = fs.client().open("a.db", CREATE, READ_WRITE, DIRECT)) {
      for (int page = 0; page < 40; page++) {
        try {
          file.write(filled(PAGE, 1), at((long) page * PAGE));
        } catch (org.fusefixture.junit.ClientIOException e) {
          assertThat(e.errno()).contains(EIO);
          failures++;
        }
      }
    }
    assertThat(failures).isBetween(8, 32);
    assertThat(failing.fired()).isEqualTo(failures);
    long start = System.nanoTime();
    unsynced(fs, "a.log", filled(PAGE, 1));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(20));
    assertThat(slow.fired()).isEqualTo(1);
  }

  @FuseTest
  void filesystemOnIt_seesItsStorageFail(MountedFilesystem storage) {
    FilesystemMount.of(MirrorFileSystem.class)
        .withMode(SPLICE)
        .withOption("directory", storage.mountPoint())
        .use(
            fs -> {
              synced(fs, "a", filled(PAGE, 1));
              unsynced(fs, "b", filled(PAGE, 2));
              Receipt below = storage.faults().on(READ).path("a").fail(EIO);
              assertEio(() -> content(fs, "a"));
              assertThat(below.fired()).isPositive();
              storage.faults().reset();
              storage.storage().loseUnsynced();
              assertThat(content(fs, "a")).isEqualTo(filled(PAGE, 1));
              return null;
            });
    assertThat(storage.client().names("")).containsExactly("a");
  }
}
