package org.fusefixture.sample.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.filesystem.Opcode.FSYNC;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.posix.ByteSize.bytes;
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
import org.fusefixture.junit.FileMapping;
import org.fusefixture.junit.FileOption;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.protocol.Offset;
import org.fusefixture.storage.FsyncAftermath;
import org.junit.jupiter.api.Tag;

/** The faulty directory in any sandbox: each kind of loss once. */
@Tag("container")
@Tag("patched")
@FuseMount(
    value = FaultyDirectory.class,
    isolation = Isolation.PROCESS,
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(value = SPLICE, isolation = Isolation.CONTAINER)
@InModes(SPLICE_USER_PAGES)
class PowerIT extends EmptyStorage {

  @FuseTest
  void contentAndNamesThatWereNotSynced_areLost(MountedFilesystem fs) {
    synced(fs, "kept", filled(3 * PAGE, 1));
    synced(fs, "renamed", filled(10, 2));
    try (ClientFile file = open(fs, "kept");
        FileMapping mapping = file.map(Offset.ZERO, ByteSize.bytes(PAGE))) {
      file.write(filled(PAGE, 3));
      assertThat(mapping.bytes(bytes(PAGE))).isEqualTo(filled(PAGE, 3));
      fs.client().rename("renamed", "elsewhere");
      unsynced(fs, "new", filled(10, 4));
      assertThat(onDisk(fs, "ls")).isEqualTo("kept\nrenamed");
      fs.storage().loseUnsynced();
      assertThat(file.read(bytes(8 * PAGE))).isEqualTo(filled(3 * PAGE, 1));
      assertThat(mapping.bytes(bytes(PAGE))).isEqualTo(filled(PAGE, 1));
    }
    assertThat(fs.client().names("")).containsExactlyInAnyOrder("kept", "renamed");
  }

  /** The payload is what the mode makes of the client's pages; they are used again at once. */
  @FuseTest
  void directWritesThatWereSynced_surviveAPowerCut(MountedFilesystem fs) {
    ClientFile file =
        fs.client().open("a", FileOption.CREATE, FileOption.READ_WRITE, FileOption.DIRECT);
    PageBuffer pages = file.allocate(ByteSize.bytes(4 * PAGE)).stamp(1);
    file.write(pages);
    byte[] written = pages.bytes(bytes(4 * PAGE));
    pages.fill(7);
    file.fsync();
    Receipt cut = fs.faults().on(FSYNC).loseUnsynced();
    file.write(pages.stamp(2));
    assertEio(file::fsync);
    assertThat(cut.fired()).isEqualTo(1);
    fs.storage().restorePower();
    assertEio(file::close);
    pages.close();
    assertThat(content(fs, "a")).isEqualTo(written);
  }

  @FuseTest
  void tornWrite_leavesTheChosenParts(MountedFilesystem fs) {
    synced(fs, "a", filled(4 * PAGE, 1));
    ClientFile file = open(fs, "a");
    Receipt torn = fs.faults().on(WRITE).tornWriteAtPowerCut(4, 1, 3);
    assertEio(() -> file.write(filled(4 * PAGE, 2)));
    assertThat(torn.fired()).isEqualTo(1);
    fs.storage().restorePower();
    assertEio(file::close);
    byte[] expected = filled(4 * PAGE, 1);
    Arrays.fill(expected, 0, PAGE, (byte) 2);
    Arrays.fill(expected, 2 * PAGE, 3 * PAGE, (byte) 2);
    assertThat(content(fs, "a")).isEqualTo(expected);
  }

  @FuseTest
  void failedSync_showsTheDiskWhenEvicted(MountedFilesystem fs) {
    synced(fs, "a", filled(PAGE, 1));
    try (ClientFile file = open(fs, "a")) {
      file.write(filled(PAGE, 2));
      fs.faults().on(FSYNC).first(1).failFsync(FsyncAftermath.EXT4_ORDERED);
      assertEio(file::fsync);
      file.fsync();
      assertThat(content(fs, "a")).isEqualTo(filled(PAGE, 2));
      fs.storage().evict();
      assertThat(content(fs, "a")).isEqualTo(filled(PAGE, 1));
    }
  }

  @FuseTest
  void programOnTheMount_losesWhatItDidNotSync(MountedFilesystem fs) {
    assertThat(
            fs.run(
                    Duration.ofSeconds(60),
                    "sh",
                    "-ec",
                    "cd \"$1\"; echo one >a; sync a; echo two >>a; echo three >b",
                    "sh",
                    "{mountpoint}")
                .succeeded())
        .isTrue();
    fs.storage().cutPower();
    fs.storage().restorePower();
    assertThat(fs.client().readText("a")).isEqualTo("one\n");
    assertThat(fs.client().exists("b")).isFalse();
    assertThat(onDisk(fs, "cat a")).isEqualTo("one");
  }
}
