package org.fusefixture.sample.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.protocol.Offset.at;
import static org.fusefixture.sample.backing.BackedFiles.PAGE;
import static org.fusefixture.sample.backing.BackedFiles.assertEio;
import static org.fusefixture.sample.backing.BackedFiles.content;
import static org.fusefixture.sample.backing.BackedFiles.filled;
import static org.fusefixture.sample.backing.BackedFiles.open;
import static org.fusefixture.sample.backing.BackedFiles.synced;

import org.fusefixture.backing.FaultyDirectory;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FileMapping;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MapOption;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.protocol.Offset;
import org.junit.jupiter.api.Tag;

/** What a program sees in its mappings when unsynced data is lost. */
@Tag("host")
@FuseMount(
    value = FaultyDirectory.class,
    isolation = Isolation.PROCESS,
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(SPLICE)
class MappedLossIT extends EmptyStorage {
  private static final int SIZE = 2 * PAGE;

  @FuseTest
  void cleanMappedPages_showWhatIsOnTheDisk(MountedFilesystem fs) {
    synced(fs, "a", filled(SIZE, 1));
    try (ClientFile file = open(fs, "a");
        FileMapping mapping = file.map(Offset.ZERO, ByteSize.bytes(SIZE))) {
      file.write(filled(PAGE, 2), at(PAGE));
      assertThat(mapping.bytes(bytes(PAGE))).isEqualTo(filled(PAGE, 1));
      assertThat(mapping.bytes(bytes(PAGE), at(PAGE))).isEqualTo(filled(PAGE, 2));
      fs.storage().loseUnsynced();
      assertThat(mapping.bytes(bytes(SIZE))).isEqualTo(filled(SIZE, 1));
    }
  }

  @FuseTest
  void dirtyMappedPages_areLost(MountedFilesystem fs) {
    synced(fs, "a", filled(SIZE, 1));
    try (ClientFile file = open(fs, "a");
        FileMapping mapping = file.map(Offset.ZERO, ByteSize.bytes(SIZE), MapOption.WRITABLE)) {
      mapping.put(filled(PAGE, 2), at(PAGE));
      assertThat(file.read(bytes(PAGE), at(PAGE))).isEqualTo(filled(PAGE, 2));
      fs.storage().loseUnsynced();
      assertThat(mapping.bytes(bytes(SIZE))).isEqualTo(filled(SIZE, 1));
      assertThat(content(fs, "a")).isEqualTo(filled(SIZE, 1));
      mapping.put(filled(PAGE, 3)); // it can be used as before
      mapping.msync();
    }
    fs.storage().loseUnsynced();
    byte[] expected = filled(SIZE, 1);
    System.arraycopy(filled(PAGE, 3), 0, expected, 0, PAGE);
    assertThat(content(fs, "a")).isEqualTo(expected);
  }

  @FuseTest
  void mappedPagesThatWereSynced_stay(MountedFilesystem fs) {
    synced(fs, "a", filled(SIZE, 1));
    try (ClientFile file = open(fs, "a");
        FileMapping mapping = file.map(Offset.ZERO, ByteSize.bytes(SIZE), MapOption.WRITABLE)) {
      mapping.put(filled(SIZE, 2));
      mapping.msync();
      fs.storage().loseUnsynced();
      assertThat(mapping.bytes(bytes(SIZE))).isEqualTo(filled(SIZE, 2));
    }
  }

  @FuseTest
  void mappedPages_cannotBeReadAfterAPowerCut(MountedFilesystem fs) {
    synced(fs, "a", filled(SIZE, 1));
    ClientFile file = open(fs, "a");
    try (FileMapping clean = file.map(Offset.ZERO, ByteSize.bytes(PAGE));
        FileMapping dirty = file.map(at(PAGE), ByteSize.bytes(PAGE), MapOption.WRITABLE)) {
      assertThat(clean.bytes(bytes(PAGE))).isEqualTo(filled(PAGE, 1));
      dirty.put(filled(PAGE, 2));
      fs.storage().cutPower();
      assertEio(() -> clean.bytes(bytes(PAGE)));
      assertEio(() -> dirty.bytes(bytes(PAGE)));
      fs.storage().restorePower();
      assertEio(() -> dirty.bytes(bytes(PAGE)));
    }
    assertEio(file::close);
    try (ClientFile again = open(fs, "a");
        FileMapping mapping = again.map(Offset.ZERO, ByteSize.bytes(SIZE))) {
      assertThat(mapping.bytes(bytes(SIZE))).isEqualTo(filled(SIZE, 1));
    }
  }
}
