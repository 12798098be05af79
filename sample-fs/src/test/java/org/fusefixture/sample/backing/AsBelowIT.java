package org.fusefixture.sample.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.junit.FileOption.READ_WRITE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.protocol.Offset.at;
import static org.fusefixture.sample.backing.BackedFiles.PAGE;
import static org.fusefixture.sample.backing.BackedFiles.content;
import static org.fusefixture.sample.backing.BackedFiles.filled;
import static org.fusefixture.sample.backing.BackedFiles.onDisk;
import static org.fusefixture.sample.backing.BackedFiles.open;
import static org.fusefixture.sample.backing.BackedFiles.synced;
import static org.fusefixture.sample.backing.BackedFiles.unsynced;

import java.util.List;
import org.fusefixture.backing.FaultyDirectory;
import org.fusefixture.errno.Errno;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.ClientIOException;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.RenameOption;
import org.fusefixture.mount.Isolation;
import org.fusefixture.posix.TimeSpec;
import org.junit.jupiter.api.Tag;

/** What was not synced looks and fails as in the directory below. */
@Tag("host")
@FuseMount(
    value = FaultyDirectory.class,
    isolation = Isolation.PROCESS,
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(SPLICE)
class AsBelowIT extends EmptyStorage {
  @FuseTest
  void refusedAttributes_failAtOnceAndHarmNothing(MountedFilesystem fs) {
    unsynced(fs, "refused", filled(10, 1));
    for (String name : List.of("user.", "plain", "system.foo")) {
      ClientIOException failure =
          catchThrowableOfType(
              ClientIOException.class, () -> fs.client().setXattr("refused", name, filled(1, 1)));
      assertThat(failure.errno()).as(name).get().isIn(Errno.EINVAL, Errno.EOPNOTSUPP);
    }
    synced(fs, "other", filled(10, 2));
    fs.storage().checkpoint();
    assertThat(onDisk(fs, "ls")).isEqualTo("other\nrefused");
    assertThat(content(fs, "refused")).isEqualTo(filled(10, 1));
  }

  @FuseTest
  void whiteout_standsForTheOldName(MountedFilesystem fs) {
    unsynced(fs, "a", filled(10, 1));
    fs.client().rename("a", "b", RenameOption.WHITEOUT);
    assertThat(fs.client().lstat("a").mode()).isEqualTo(0020000);
    fs.storage().checkpoint();
    assertThat(onDisk(fs, "stat -c '%F %t %T' a; cat b | wc -c"))
        .isEqualTo("character special file 0 0\n10");
  }

  @FuseTest
  void unsyncedHoles_areHoles(MountedFilesystem fs) {
    try (ClientFile file = open(fs, "a")) {
      file.write(filled(PAGE, 1), at(2 * PAGE));
      file.truncate(bytes(8 * PAGE));
      assertThat(file.seekData(at(0))).isEqualTo(at(2 * PAGE));
      assertThat(file.seekHole(at(2 * PAGE))).isEqualTo(at(3 * PAGE));
      assertThat(file.stat().blocks()).isEqualTo(PAGE / 512);
    }
  }

  @FuseTest
  void reading_changesTheTimeOfAccess(MountedFilesystem fs) {
    synced(fs, "a", filled(10, 1));
    fs.client().utimens("a", new TimeSpec(1, 0), new TimeSpec(2, 0));
    try (ClientFile file = fs.client().open("a", READ_WRITE)) {
      file.read(bytes(10));
    }
    boolean reads = !onDisk(fs, "findmnt -no OPTIONS -T .").contains("noatime");
    assertThat(fs.client().stat("a").atimeSeconds() > 1).isEqualTo(reads);
    fs.storage().checkpoint();
    assertThat(Long.parseLong(onDisk(fs, "stat -c %X a")) > 1).isEqualTo(reads);
  }
}
